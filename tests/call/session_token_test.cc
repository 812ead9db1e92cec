#include "iam/call/session_token.h"

#include "iam/base/encoding.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace iam::service {
namespace {

struct SessionTokens : testing::Test {
  std::unique_ptr<RandomSource> random = make_seeded_random(1);
  std::unique_ptr<store::Store> store = store::Store::open({});
  IdSource ids{*random};
  Seal seal{*store, *random};

  static SessionToken sample() {
    SessionToken token{.account = AccountId(123456789012),
                       .epoch = "epoch",
                       .access_key_id = "ASIAEXAMPLE",
                       .secret = Secret("secret"),
                       .is_of_user = true,
                       .context = {}};
    auto& context = token.context;
    context.kind = SessionContext::Kind::kFederatedUser;
    context.issuer = {.arn = "", .unique_id = "AIDAEXAMPLE", .name = "ada"};
    context.name = "session";
    context.issued_at = Time(std::chrono::milliseconds(1'772'705'472'123));
    context.expires_at = Time(std::chrono::milliseconds(-1));
    context.mfa_at = Time(std::chrono::seconds(5));
    context.policies = {.document = std::string(200, 'x'), .arns = {"arn:1", ""}};
    context.tags = {{.key = "Team", .value = ""}, {.key = "\xC3\xA9", .value = "v"}};
    context.transitive_tag_keys = {"Team"};
    context.source_identity = "root";
    context.federated_provider = "idp";
    context.provider_keys = {{.name = "saml:sub", .values = {"a", "b"}}, {.name = "saml:iss", .values = {}}};
    context.scope_down_policies = {std::string(100, 'y'), ""};
    context.outer_policies = {{.document = "z", .arns = {}}, {.document = {}, .arns = {"arn:2"}}};
    context.propagated = {.subject = "Ada",
                          .subject_type = std::nullopt,
                          .issuer = "",
                          .federated_provider_arn = "arn:2",
                          .transaction = {{.key = "ticket", .value = "7"}}};
    return token;
  }
};

TEST_F(SessionTokens, carry_everything_of_a_session) {
  auto const opened = opened_token(seal, sealed_token(seal, sample(), ids));
  ASSERT_TRUE(opened.has_value());
  auto const wanted = sample();
  EXPECT_EQ(opened->account, wanted.account);
  EXPECT_EQ(opened->epoch, wanted.epoch);
  EXPECT_EQ(opened->access_key_id, wanted.access_key_id);
  EXPECT_EQ(opened->secret.reveal(), wanted.secret.reveal());
  EXPECT_EQ(opened->is_of_user, wanted.is_of_user);
  auto const& context = opened->context;
  EXPECT_EQ(context.kind, wanted.context.kind);
  EXPECT_EQ(context.issuer.unique_id, wanted.context.issuer.unique_id);
  EXPECT_EQ(context.issuer.name, wanted.context.issuer.name);
  EXPECT_EQ(context.name, wanted.context.name);
  EXPECT_EQ(context.issued_at, wanted.context.issued_at);
  EXPECT_EQ(context.expires_at, wanted.context.expires_at);
  EXPECT_EQ(context.mfa_at, wanted.context.mfa_at);
  EXPECT_EQ(context.policies.document, wanted.context.policies.document);
  EXPECT_EQ(context.policies.arns, wanted.context.policies.arns);
  ASSERT_EQ(context.tags.size(), 2u);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(context.tags[i].key, wanted.context.tags[i].key);
    EXPECT_EQ(context.tags[i].value, wanted.context.tags[i].value);
  }
  EXPECT_EQ(context.transitive_tag_keys, wanted.context.transitive_tag_keys);
  EXPECT_EQ(context.source_identity, wanted.context.source_identity);
  EXPECT_EQ(context.federated_provider, wanted.context.federated_provider);
  ASSERT_EQ(context.provider_keys.size(), 2u);
  EXPECT_EQ(context.provider_keys[0].name, "saml:sub");
  EXPECT_EQ(context.provider_keys[0].values, (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(context.provider_keys[1].values.empty());
  EXPECT_EQ(context.scope_down_policies, wanted.context.scope_down_policies);
  ASSERT_EQ(context.outer_policies.size(), 2u);
  EXPECT_EQ(context.outer_policies[0].document, "z");
  EXPECT_EQ(context.outer_policies[1].document, std::nullopt);
  EXPECT_EQ(context.outer_policies[1].arns, wanted.context.outer_policies[1].arns);
  EXPECT_EQ(context.propagated.subject, "Ada");
  EXPECT_EQ(context.propagated.subject_type, std::nullopt);
  EXPECT_EQ(context.propagated.issuer, "");
  EXPECT_EQ(context.propagated.federated_provider_arn, "arn:2");
  ASSERT_EQ(context.propagated.transaction.size(), 1u);
  EXPECT_EQ(context.propagated.transaction[0].key, "ticket");
  EXPECT_EQ(context.propagated.transaction[0].value, "7");
}

TEST_F(SessionTokens, have_at_least_the_size_that_is_asked_for_and_open_all_the_same) {
  auto const unpadded = sealed_token(seal, sample(), ids).size();
  for (std::size_t const size : {std::size_t{0}, std::size_t{4}, unpadded, unpadded + 1, std::size_t{4095}}) {
    auto const text = sealed_token(seal, sample(), ids, size);
    EXPECT_EQ(text.size(), (std::max(unpadded, size) + 3) / 4 * 4) << size;
    EXPECT_TRUE(opened_token(seal, text).has_value()) << size;
  }
  EXPECT_EQ(sealed_token(seal, sample(), ids, 4096).size(), 4096u);
}

TEST_F(SessionTokens, keep_apart_what_is_not_there_and_what_is_empty) {
  auto token = sample();
  token.context.policies = {.document = "", .arns = {}};
  token.context.mfa_at = std::nullopt;
  token.context.source_identity = std::nullopt;
  auto const opened = opened_token(seal, sealed_token(seal, token, ids));
  ASSERT_TRUE(opened.has_value());
  EXPECT_EQ(opened->context.policies.document, "");
  EXPECT_EQ(opened->context.mfa_at, std::nullopt);
  EXPECT_EQ(opened->context.source_identity, std::nullopt);
}

TEST_F(SessionTokens, are_opened_in_their_one_spelling_only) {
  auto const text = sealed_token(seal, sample(), ids);
  ASSERT_TRUE(opened_token(seal, text).has_value());
  for (auto const& other : {std::string(), std::string("IAML"), text.substr(4), text.substr(0, text.size() - 1),
                            text + "=", text + "\n", "iaml" + text.substr(4), "FwoG" + text.substr(4)}) {
    EXPECT_FALSE(opened_token(seal, other).has_value()) << other;
  }
}

TEST_F(SessionTokens, are_opened_by_the_server_that_sealed_them_only) {
  auto const elsewhere = store::Store::open({});
  EXPECT_FALSE(opened_token(Seal(*elsewhere, *random), sealed_token(seal, sample(), ids)).has_value());
}

// What an older program sealed may be laid out otherwise.
TEST_F(SessionTokens, are_nothing_when_what_was_sealed_is_no_session) {
  std::string const endless(11, '\xFF');
  for (auto const& bytes :
       {std::string(), std::string("text"), std::string(1000, '\0'), endless, std::string("\x01\x7F")}) {
    auto const text = "IAML" + base64_encode(seal.close(Sealed::kSession, bytes, ids));
    EXPECT_FALSE(opened_token(seal, text).has_value());
  }
}

TEST_F(SessionTokens, are_told_by_how_they_begin) {
  EXPECT_TRUE(looks_like_token(sealed_token(seal, sample(), ids)));
  EXPECT_TRUE(looks_like_token("IAMLrubbish"));
  EXPECT_FALSE(looks_like_token("FwoGZXIvYXdzE"));
  EXPECT_FALSE(looks_like_token(""));
}

}  // namespace
}  // namespace iam::service
