// OpenID Connect providers.
// Sources in the comments: LS recordings of AWS, V another server written against AWS's answers, D documentation, B the
// service model.
#include "client/caller.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::MatchesRegex;

constexpr auto kUrl = "https://token.example.com/tenant";
constexpr auto kThumbprint = "6938fd4d98bab03faadb97b34396831e3780aea1";

Answer create(Caller& me, std::string const& url = kUrl, Pairs parameters = {}) {
  parameters.insert(parameters.begin(), {"Url", url});
  return me.iam("CreateOpenIDConnectProvider", std::move(parameters));
}

// The operation on the provider of kUrl.
Answer on(Caller& me, std::string const& action, Pairs parameters = {}) {
  parameters.insert(parameters.begin(), {"OpenIDConnectProviderArn", me.arn("oidc-provider/token.example.com/tenant")});
  return me.iam(action, std::move(parameters));
}

Answer get(Caller& me) { return on(me, "GetOpenIDConnectProvider"); }

Pairs numbered(std::string const& list, int count, std::string const& text) {
  Pairs members;
  for (int i = 1; i <= count; ++i) {
    members.push_back({list + ".member." + std::to_string(i), text.empty() ? "client" + std::to_string(i) : text});
  }
  return members;
}

auto missing(Caller const& me) {
  return fails_with(404, "NoSuchEntity",
                    "OpenIDConnect Provider not found for arn " + me.arn("oidc-provider/token.example.com/tenant"));
}

// LS test_iam_oidc: the URL comes back without its scheme, the lists and tags always.
TEST(GetOpenIDConnectProvider, answers_what_was_created) {
  FrozenClock const clock(shared_server(), kNow);
  Caller me;
  auto const created = create(me, kUrl, {{"ThumbprintList.member.1", kThumbprint}});
  EXPECT_THAT(created.names(""), ElementsAre("OpenIDConnectProviderArn"));
  EXPECT_EQ(created.text("OpenIDConnectProviderArn"), me.arn("oidc-provider/token.example.com/tenant"));
  auto const answer = get(me);
  EXPECT_THAT(answer.names(""), ElementsAre("Url", "ClientIDList", "ThumbprintList", "CreateDate", "Tags"));
  EXPECT_EQ(answer.text("Url"), "token.example.com/tenant");
  EXPECT_EQ(answer.text("CreateDate"), kNow);
  EXPECT_THAT(answer.texts("ClientIDList"), IsEmpty());
  EXPECT_THAT(answer.texts("ThumbprintList"), ElementsAre(kThumbprint));
}

TEST(CreateOpenIDConnectProvider, keeps_client_ids_and_tags_in_their_order) {
  Caller me;
  auto const created = create(
      me, kUrl, with_tags({{"ClientIDList.member.1", "b"}, {"ClientIDList.member.2", "a"}}, {{"z", "1"}, {"a", "2"}}));
  EXPECT_THAT(created.texts("Tags", "Key"), ElementsAre("z", "a"));
  EXPECT_THAT(get(me).texts("ClientIDList"), ElementsAre("b", "a"));
  EXPECT_THAT(get(me).texts("Tags", "Key"), ElementsAre("z", "a"));
}

// LS, M: the query is no part of the ARN.
TEST(CreateOpenIDConnectProvider, drops_the_query) {
  Caller me;
  EXPECT_EQ(create(me, "https://token.example.com/a/b?c=d").text("OpenIDConnectProviderArn"),
            me.arn("oidc-provider/token.example.com/a/b"));
}

// D: AWS fetches the thumbprint when none is given. Nothing is fetched here; the value is ours, its form AWS's.
TEST(CreateOpenIDConnectProvider, makes_up_a_thumbprint_that_stays_the_same) {
  Caller me, other;
  create(me);
  create(other);
  EXPECT_THAT(get(me).texts("ThumbprintList"), ElementsAre(MatchesRegex("[0-9a-f]{40}")));
  EXPECT_EQ(get(me).texts("ThumbprintList"), get(other).texts("ThumbprintList"));
}

// LS: the URL is repeated as sent.
TEST(CreateOpenIDConnectProvider, rejects_a_url_that_is_registered) {
  Caller me;
  create(me);
  EXPECT_THAT(
      create(me, "https://token.example.com/tenant?x=1"),
      fails_with(409, "EntityAlreadyExists", "Provider with url https://token.example.com/tenant?x=1 already exists."));
}

// LS for the first; V and D for the second, of whose message one sentence is known.
TEST(CreateOpenIDConnectProvider, wants_an_https_url) {
  Caller me;
  for (auto const* url : {"example", "token.example.com/x", "https://", "https:///path", "https://a b/"}) {
    EXPECT_THAT(create(me, url), fails_with(400, "ValidationError", "Invalid Open ID Connect Provider URL")) << url;
  }
  EXPECT_THAT(create(me, "http://example.com"), fails_with(400, "InvalidInput", "The URL must begin with https://."));
}

// LS: client ids, thumbprints and the URL are reported in this order.
TEST(CreateOpenIDConnectProvider, reports_violations_in_awss_order) {
  Caller me;
  auto const answer = create(me, "https://" + std::string(250, 'a'),
                             {{"ClientIDList.member.1", ""}, {"ThumbprintList.member.1", "ab"}});
  EXPECT_THAT(
      answer,
      fails_with(400, "ValidationError",
                 "3 validation errors detected: Value at 'clientIDList' failed to satisfy constraint: Member must "
                 "satisfy constraint: [Member must have length less than or equal to 255, Member must have length "
                 "greater than or equal to 1]; Value at 'thumbprintList' failed to satisfy constraint: Member must "
                 "satisfy constraint: [Member must have length less than or equal to 40, Member must have length "
                 "greater than or equal to 40]; Value at 'url' failed to satisfy constraint: Member must have length "
                 "less than or equal to 255"));
}

// LS: six are refused in these words although five are taken.
TEST(CreateOpenIDConnectProvider, takes_five_thumbprints) {
  Caller me;
  EXPECT_THAT(create(me, kUrl, numbered("ThumbprintList", 6, kThumbprint)),
              fails_with(400, "InvalidInput", "Thumbprint list must contain fewer than 5 entries."));
  EXPECT_THAT(create(me, kUrl, numbered("ThumbprintList", 5, kThumbprint)), succeeds());
}

// D: a thumbprint is hexadecimal. The sentence is unconfirmed.
TEST(CreateOpenIDConnectProvider, wants_hexadecimal_thumbprints) {
  Caller me;
  EXPECT_THAT(create(me, kUrl, {{"ThumbprintList.member.1", std::string(40, 'g')}}),
              fails_with(400, "InvalidInput", "Thumbprints must contain only hexadecimal digits."));
}

// LS: 100 client ids.
TEST(OpenIDConnectClientIds, keep_to_their_quota) {
  Caller me;
  auto const full = fails_with(409, "LimitExceeded", "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100");
  EXPECT_THAT(create(me, kUrl, numbered("ClientIDList", 101, "")), full);
  EXPECT_THAT(create(me, kUrl, numbered("ClientIDList", 100, "")), succeeds());
  EXPECT_THAT(on(me, "AddClientIDToOpenIDConnectProvider", {{"ClientID", "one-more"}}), full);
  EXPECT_THAT(on(me, "AddClientIDToOpenIDConnectProvider", {{"ClientID", "client7"}}), succeeds());
}

// D: adding what is there and removing what is not change nothing and succeed.
TEST(OpenIDConnectClientIds, are_added_and_removed_once) {
  Caller me;
  create(me);
  for (auto const* id : {"b", "a", "b"}) {
    EXPECT_THAT(on(me, "AddClientIDToOpenIDConnectProvider", {{"ClientID", id}}), succeeds());
  }
  EXPECT_THAT(get(me).texts("ClientIDList"), ElementsAre("b", "a"));
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT(on(me, "RemoveClientIDFromOpenIDConnectProvider", {{"ClientID", "b"}}), succeeds());
  }
  EXPECT_THAT(get(me).texts("ClientIDList"), ElementsAre("a"));
}

// D: the list replaces the one before.
TEST(UpdateOpenIDConnectProviderThumbprint, replaces_the_list) {
  Caller me;
  create(me, kUrl, {{"ThumbprintList.member.1", kThumbprint}});
  auto const update = [&me](Pairs thumbprints) {
    return on(me, "UpdateOpenIDConnectProviderThumbprint", std::move(thumbprints));
  };
  EXPECT_THAT(update(numbered("ThumbprintList", 1, std::string(40, 'b'))), succeeds());
  EXPECT_THAT(get(me).texts("ThumbprintList"), ElementsAre(std::string(40, 'b')));
  EXPECT_THAT(update(numbered("ThumbprintList", 6, kThumbprint)),
              fails_with(400, "InvalidInput", "Thumbprint list must contain fewer than 5 entries."));
  EXPECT_THAT(update({}), fails_with(400, "ValidationError", violation("thumbprintList", "Member must not be null")));
}

// LS: the second delete fails, and in other words than Get.
TEST(DeleteOpenIDConnectProvider, fails_the_second_time) {
  Caller me;
  create(me);
  EXPECT_THAT(on(me, "DeleteOpenIDConnectProvider"), succeeds());
  EXPECT_THAT(
      on(me, "DeleteOpenIDConnectProvider"),
      fails_with(404, "NoSuchEntity",
                 "OpenId connect Provider " + me.arn("oidc-provider/token.example.com/tenant") + " cannot be found."));
  EXPECT_THAT(get(me), missing(me));
  EXPECT_THAT(create(me), succeeds());
}

// LS: the list has no pages and no IsTruncated.
TEST(ListOpenIDConnectProviders, lists_arns_without_pages) {
  Caller me;
  auto const list = [&me] { return me.iam("ListOpenIDConnectProviders"); };
  EXPECT_THAT(list().names(""), ElementsAre("OpenIDConnectProviderList"));
  create(me, "https://b.example.com");
  create(me, "https://a.example.com");
  EXPECT_THAT(list().names("OpenIDConnectProviderList/member"), ElementsAre("Arn"));
  EXPECT_THAT(list().texts("OpenIDConnectProviderList", "Arn"),
              ElementsAre(me.arn("oidc-provider/a.example.com"), me.arn("oidc-provider/b.example.com")));
}

// LS for the sentence of Get; that the others share it is inferred.
TEST(OpenIDConnectProvider, is_missing_for_every_operation) {
  Caller me;
  EXPECT_THAT(on(me, "AddClientIDToOpenIDConnectProvider", {{"ClientID", "x"}}), missing(me));
  EXPECT_THAT(on(me, "RemoveClientIDFromOpenIDConnectProvider", {{"ClientID", "x"}}), missing(me));
  EXPECT_THAT(on(me, "UpdateOpenIDConnectProviderThumbprint", numbered("ThumbprintList", 1, kThumbprint)), missing(me));
  EXPECT_THAT(on(me, "TagOpenIDConnectProvider", with_tags({}, {{"a", "b"}})), missing(me));
  EXPECT_THAT(on(me, "UntagOpenIDConnectProvider", with_tag_keys({}, {"a"})), missing(me));
  EXPECT_THAT(on(me, "ListOpenIDConnectProviderTags"), missing(me));
}

TEST(OpenIDConnectProvider, is_not_found_by_another_account_or_kind) {
  Caller me, other;
  create(other);
  auto const theirs = other.arn("oidc-provider/token.example.com/tenant");
  EXPECT_THAT(me.iam("GetOpenIDConnectProvider", {{"OpenIDConnectProviderArn", theirs}}),
              fails_with(404, "NoSuchEntity", "OpenIDConnect Provider not found for arn " + theirs));
  EXPECT_THAT(me.iam("GetOpenIDConnectProvider", {{"OpenIDConnectProviderArn", "this is no arn at all"}}),
              fails_with(400, "ValidationError", "ARN this is no arn at all is not valid."));
}

// LS: tags of providers compare ignoring case, and 50 is the most in all.
TEST(OpenIDConnectProviderTags, are_added_listed_page_by_page_and_removed) {
  Caller me;
  create(me, kUrl, with_tags({}, {{"a", "1"}, {"b", "2"}}));
  EXPECT_THAT(on(me, "TagOpenIDConnectProvider", with_tags({}, {{"A", "3"}, {"c", "4"}})), succeeds());
  auto const first = on(me, "ListOpenIDConnectProviderTags", {{"MaxItems", "2"}});
  EXPECT_THAT(first.names(""), ElementsAre("IsTruncated", "Marker", "Tags"));
  EXPECT_THAT(first.texts("Tags", "Key"), ElementsAre("A", "b"));
  auto const rest = on(me, "ListOpenIDConnectProviderTags", {{"Marker", first.text("Marker")}});
  EXPECT_THAT(rest.texts("Tags", "Key"), ElementsAre("c"));
  EXPECT_THAT(on(me, "UntagOpenIDConnectProvider", with_tag_keys({}, {"B", "unknown"})), succeeds());
  EXPECT_THAT(get(me).texts("Tags", "Key"), ElementsAre("A", "c"));
  EXPECT_THAT(on(me, "TagOpenIDConnectProvider", with_tags({}, numbered_tags(1, 49))),
              fails_with(409, "LimitExceeded", "The number of tags has reached the maximum limit."));
  EXPECT_THAT(get(me).texts("Tags", "Key"), ElementsAre("A", "c"));
}

// D: 100 providers an account; the text is that of the other quotas.
TEST(CreateOpenIDConnectProvider, keeps_to_the_quota_of_the_account) {
  Caller me;
  me.set_quota("OpenIDConnectProvidersPerAccount", 1);
  create(me);
  EXPECT_THAT(create(me, "https://b.example.com"),
              fails_with(409, "LimitExceeded", "Cannot exceed quota for OpenIDConnectProvidersPerAccount: 1"));
}

}  // namespace
}  // namespace conformance
