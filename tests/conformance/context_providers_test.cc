// The context providers of identity providers, and what associates them with Identity Center:
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ContextProvider.html and
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateOpenIDConnectProvider.html
// Sources in the comments: D documentation, O of our own. Which rules there are is documented, their sentences are
// ours.
#include "client/enforcing.h"
#include "client/saml.h"

namespace conformance {
namespace {

using testing::ElementsAre;

constexpr auto kInstance = "arn:aws:sso:::instance/ssoins-1234567890abcdef";
constexpr auto kOtherInstance = "arn:aws:sso:::instance/ssoins-fedcba0987654321";

// A provider of either kind: how it is made, and what it is called in requests.
struct Kind {
  std::string noun;
  Pairs made_of;
  std::string resource;
};

std::vector<Kind> const& kinds() {
  static std::vector<Kind> const kinds = {
      {"OpenIDConnectProvider", {{"Url", "https://idp.example.com"}}, "oidc-provider/idp.example.com"},
      {"SAMLProvider", {{"Name", "idp"}, {"SAMLMetadataDocument", saml_metadata()}}, "saml-provider/idp"}};
  return kinds;
}

// An account with a provider of that kind.
struct Owner {
  explicit Owner(Kind const& its_kind, Pairs context = {}) : kind(its_kind), created(create(std::move(context))) {}

  Answer create(Pairs context) {
    context.insert(context.begin(), kind.made_of.begin(), kind.made_of.end());
    return me.iam("Create" + kind.noun, std::move(context));
  }
  Answer ask(std::string const& verb, Pairs parameters = {}) {
    parameters.emplace_back(kind.noun + "Arn", me.arn(kind.resource));
    return me.iam(verb + kind.noun, std::move(parameters));
  }
  Answer update(Pairs parameters) { return ask("Update", std::move(parameters)); }
  Answer get() { return ask("Get"); }

  Caller me;
  Kind const& kind;
  Answer created;
};

// An account with an OpenID Connect provider.
struct OidcOwner : Owner {
  explicit OidcOwner(Pairs context = {}) : Owner(kinds().front(), std::move(context)) {}
};

Pairs subject(std::string const& key = "sub") { return {{"ContextProvider.SubjectSourceKey", key}}; }

Pairs with_keys(std::vector<std::pair<std::string, std::string>> const& keys) {
  auto parameters = subject();
  for (int number = 1; auto const& [source, target] : keys) {
    auto const member = "ContextProvider.KeyDefinitionList.member." + std::to_string(number++);
    parameters.emplace_back(member + ".SourceKey", source);
    if (!target.empty()) parameters.emplace_back(member + ".TargetKey", target);
  }
  return parameters;
}

auto refused(std::string const& sentence) { return fails_with(400, "InvalidInput", sentence); }

// D. O: a list without entries is not there, as elsewhere.
TEST(ContextProviders, are_told_as_they_were_given) {
  auto whole = with_keys({{"department", "Department"}, {"cost centre", ""}});
  whole.emplace_back("ContextProvider.SubjectTypeValue", "user");
  for (auto const& kind : kinds()) {
    Owner owner(kind, whole);
    ASSERT_THAT(owner.created, succeeds());
    auto const answer = owner.get();
    EXPECT_THAT(answer.names("ContextProvider"),
                ElementsAre("SubjectSourceKey", "KeyDefinitionList", "SubjectTypeValue"));
    EXPECT_EQ(answer.text("ContextProvider/SubjectSourceKey"), "sub");
    EXPECT_EQ(answer.text("ContextProvider/SubjectTypeValue"), "user");
    EXPECT_THAT(answer.texts("ContextProvider/KeyDefinitionList", "SourceKey"),
                ElementsAre("department", "cost centre"));
    EXPECT_THAT(answer.texts("ContextProvider/KeyDefinitionList", "TargetKey"), ElementsAre("Department", ""));
    Owner plain(kind, subject("Subject/NameID"));
    EXPECT_THAT(plain.get().names("ContextProvider"), ElementsAre("SubjectSourceKey"));
    Owner without(kind);
    EXPECT_FALSE(without.get().has("ContextProvider"));
  }
}

// D. O: whoever removes what is not there has what is wanted.
TEST(ContextProviders, are_replaced_and_removed) {
  for (auto const& kind : kinds()) {
    Owner owner(kind, with_keys({{"a", ""}, {"b", ""}}));
    ASSERT_THAT(owner.update({{"ContextProvider.SubjectSourceKey", "email"},
                              {"ContextProvider.SubjectTypeSourceKey", "kind"},
                              {"RemoveContextProvider", "false"}}),
                succeeds());
    auto const answer = owner.get();
    EXPECT_THAT(answer.names("ContextProvider"), ElementsAre("SubjectSourceKey", "SubjectTypeSourceKey"));
    EXPECT_EQ(answer.text("ContextProvider/SubjectSourceKey"), "email");
    EXPECT_THAT(owner.update({}), succeeds());
    EXPECT_TRUE(owner.get().has("ContextProvider"));
    EXPECT_THAT(owner.update({{"RemoveContextProvider", "true"}}), succeeds());
    EXPECT_FALSE(owner.get().has("ContextProvider"));
    EXPECT_THAT(owner.update({{"RemoveContextProvider", "true"}}), succeeds());
  }
}

// D: a value together with its Remove flag is refused.
TEST(ContextProviders, are_not_set_and_removed_at_once) {
  for (auto const& kind : kinds()) {
    Owner owner(kind);
    auto both = subject();
    both.emplace_back("RemoveContextProvider", "true");
    EXPECT_THAT(owner.update(both), refused("ContextProvider and RemoveContextProvider cannot both be specified."));
    EXPECT_FALSE(owner.get().has("ContextProvider"));
  }
}

// D: ASCII letters, digits, single spaces and _ . : / = + - @ #, no space at an end.
TEST(ContextProviders, take_keys_of_some_characters) {
  auto const malformed = [](std::string const& key) {
    return refused("The key " + key +
                   " can contain only letters, digits, single spaces and _ . : / = + - @ #, and no space at an end.");
  };
  for (auto const& kind : kinds()) {
    Owner owner(kind);
    for (std::string const key : {" sub", "sub ", "a  b", "a*b", "a\tb", "\xC3\xA9", "a,b", "${a}"}) {
      EXPECT_THAT(owner.update(subject(key)), malformed(key));
      EXPECT_THAT(owner.update(with_keys({{key, ""}})), malformed(key));
      EXPECT_THAT(owner.update(with_keys({{"a", key}})), malformed(key));
      auto typed = subject();
      typed.emplace_back("ContextProvider.SubjectTypeSourceKey", key);
      EXPECT_THAT(owner.update(typed), malformed(key));
    }
    EXPECT_FALSE(owner.get().has("ContextProvider"));
    EXPECT_THAT(owner.update(with_keys({{"https://idp/claims a", "aZ09 _.:/=+-@#"}})), succeeds());
  }
  Caller me;
  EXPECT_EQ(me.iam("CreateOpenIDConnectProvider",
                   {{"Url", "https://idp.example.com"}, {"ContextProvider.SubjectSourceKey", "a*"}})
                .code(),
            "InvalidInput");
  EXPECT_THAT(me.iam("ListOpenIDConnectProviders").names("OpenIDConnectProviderList"), testing::IsEmpty());
}

// D: lengths and numbers. B: how the model tells them.
TEST(ContextProviders, are_bounded) {
  OidcOwner owner;
  EXPECT_THAT(owner.update(subject(std::string(128, 'k'))), succeeds());
  EXPECT_THAT(
      owner.update(subject(std::string(129, 'k'))),
      fails_with(400, "ValidationError",
                 violation("contextProvider.subjectSourceKey", "Member must have length less than or equal to 128")));
  EXPECT_EQ(owner.update({{"ContextProvider.SubjectTypeValue", "user"}}).code(), "ValidationError");
  auto typed = subject();
  typed.emplace_back("ContextProvider.SubjectTypeValue", "robot");
  EXPECT_EQ(owner.update(typed).code(), "ValidationError");
  std::vector<std::pair<std::string, std::string>> keys;
  for (char key = 'a'; key <= 'j'; ++key) keys.emplace_back(std::string(1, key), "");
  EXPECT_THAT(owner.update(with_keys(keys)), succeeds());
  keys.emplace_back("k", "");
  EXPECT_THAT(owner.update(with_keys(keys)), fails_with(400, "ValidationError",
                                                        violation("contextProvider.keyDefinitionList",
                                                                  "Member must have length less than or equal to 10")));
}

// O: condition keys compare ignoring case, so that nobody could tell the two apart.
TEST(ContextProviders, map_one_source_key_to_each_target_key) {
  auto const twice = refused("More than one source key is mapped to the target key dept.");
  for (auto const& kind : kinds()) {
    Owner owner(kind);
    EXPECT_THAT(owner.update(with_keys({{"a", "Dept"}, {"b", "dept"}})), twice);
    EXPECT_THAT(owner.update(with_keys({{"a", "DEPT"}, {"dept", ""}})), twice);
    EXPECT_THAT(owner.update(with_keys({{"a", "One"}, {"a", "Two"}})), succeeds());
  }
}

// O.
TEST(ContextProviders, have_one_source_of_the_subject_type) {
  for (auto const& kind : kinds()) {
    Owner owner(kind);
    auto both = subject();
    both.emplace_back("ContextProvider.SubjectTypeSourceKey", "kind");
    both.emplace_back("ContextProvider.SubjectTypeValue", "user");
    EXPECT_THAT(owner.update(both), refused("SubjectTypeSourceKey and SubjectTypeValue cannot both be specified."));
  }
}

// D: removed, it is associated with none; deleting the provider ends it, too.
TEST(UpdateOpenIDConnectProvider, associates_an_instance_of_identity_center) {
  OidcOwner owner(subject());
  ASSERT_THAT(owner.update({{"IdentityCenterInstanceArn", kInstance}}), succeeds());
  EXPECT_EQ(owner.get().text("IdentityCenterInstanceArn"), kInstance);
  ASSERT_THAT(owner.update({{"IdentityCenterInstanceArn", kOtherInstance}}), succeeds());
  EXPECT_EQ(owner.get().text("IdentityCenterInstanceArn"), kOtherInstance);
  ASSERT_THAT(owner.update({{"RemoveIdentityCenterInstance", "true"}}), succeeds());
  EXPECT_FALSE(owner.get().has("IdentityCenterInstanceArn"));
  ASSERT_THAT(owner.update({{"IdentityCenterInstanceArn", kInstance}}), succeeds());
  ASSERT_THAT(owner.ask("Delete"), succeeds());
  ASSERT_THAT(owner.create({}), succeeds());
  EXPECT_THAT(owner.get().names(""), ElementsAre("Url", "ClientIDList", "ThumbprintList", "CreateDate", "Tags"));
}

// O.
TEST(UpdateOpenIDConnectProvider, associates_only_a_provider_with_a_context_provider) {
  OidcOwner owner;
  EXPECT_THAT(owner.update({{"IdentityCenterInstanceArn", kInstance}}),
              refused("An IAM Identity Center instance can be associated only with a provider that has a context "
                      "provider."));
}

// D: first the association, then the context provider. It may be replaced meanwhile.
TEST(UpdateOpenIDConnectProvider, keeps_the_context_provider_of_an_association) {
  OidcOwner owner(subject());
  ASSERT_THAT(owner.update({{"IdentityCenterInstanceArn", kInstance}}), succeeds());
  EXPECT_THAT(owner.update({{"RemoveContextProvider", "true"}}),
              refused("The IAM Identity Center association must be removed before the context provider."));
  EXPECT_THAT(owner.update(subject("email")), succeeds());
  EXPECT_EQ(owner.get().text("ContextProvider/SubjectSourceKey"), "email");
  EXPECT_THAT(owner.update({{"RemoveIdentityCenterInstance", "true"}}), succeeds());
  EXPECT_THAT(owner.update({{"RemoveContextProvider", "true"}}), succeeds());
}

// D.
TEST(UpdateOpenIDConnectProvider, changes_one_of_the_two) {
  auto const at_once =
      refused("A request can change either the context provider or the IAM Identity Center association, but not both.");
  OidcOwner owner(subject());
  auto both = subject("email");
  both.emplace_back("IdentityCenterInstanceArn", kInstance);
  EXPECT_THAT(owner.update(both), at_once);
  EXPECT_THAT(owner.update({{"RemoveContextProvider", "true"}, {"RemoveIdentityCenterInstance", "true"}}), at_once);
  EXPECT_THAT(owner.update({{"IdentityCenterInstanceArn", kInstance}, {"RemoveIdentityCenterInstance", "true"}}),
              refused("IdentityCenterInstanceArn and RemoveIdentityCenterInstance cannot both be specified."));
  EXPECT_THAT(owner.get().text("ContextProvider/SubjectSourceKey"), "sub");
  EXPECT_FALSE(owner.get().has("IdentityCenterInstanceArn"));
}

TEST(UpdateOpenIDConnectProvider, takes_the_arn_of_an_instance_only) {
  OidcOwner owner(subject());
  EXPECT_EQ(owner.update({{"IdentityCenterInstanceArn", "arn:aws:iam::123456789012:user/Ada"}}).code(),
            "ValidationError");
}

TEST(UpdateOpenIDConnectProvider, needs_a_provider) {
  Caller me;
  auto const arn = me.arn("oidc-provider/idp.example.com");
  EXPECT_THAT(me.iam("UpdateOpenIDConnectProvider", {{"OpenIDConnectProviderArn", arn}}),
              fails_with(404, "NoSuchEntity", "OpenIDConnect Provider not found for arn " + arn));
}

// What Bob may ask of the provider under a condition.
class EnforcementOfContextProviders : public testing::Test {
 protected:
  bool may(std::string const& action, Pairs parameters, std::string const& condition) {
    sandbox_.let_bob(allowing("iam:" + action, "*", condition));
    return sandbox_.bob().iam(action, std::move(parameters)).code() != "AccessDenied";
  }
  bool may_update(Pairs parameters, std::string const& condition) {
    parameters.emplace_back("OpenIDConnectProviderArn", arn_);
    return may("UpdateOpenIDConnectProvider", std::move(parameters), condition);
  }

  Sandbox sandbox_;
  std::string arn_ = sandbox_.root()
                         .iam("CreateOpenIDConnectProvider",
                              {{"Url", "https://idp.example.com"}, {"ContextProvider.SubjectSourceKey", "sub"}})
                         .text("OpenIDConnectProviderArn");
};

// D: the five keys of the operation. O: those that say whether something is enabled are there even when it is not.
TEST_F(EnforcementOfContextProviders, knows_what_a_request_enables) {
  auto const propagates = R"({"Bool":{"iam:EnableIdentityPropagation":"true"}})";
  EXPECT_TRUE(may_update(subject(), propagates));
  EXPECT_FALSE(may_update({{"RemoveContextProvider", "false"}}, propagates));
  EXPECT_TRUE(may_update({}, R"({"Bool":{"iam:EnableIdentityPropagation":"false"}})"));
  auto const associates = R"({"Bool":{"iam:EnableIdentityCenterAssociation":"true"}})";
  EXPECT_TRUE(may_update({{"IdentityCenterInstanceArn", kInstance}}, associates));
  EXPECT_FALSE(may_update(subject(), associates));
  Pairs created{{"Url", "https://other.example.com"}};
  EXPECT_FALSE(may("CreateOpenIDConnectProvider", created, propagates));
  created.emplace_back("ContextProvider.SubjectSourceKey", "sub");
  EXPECT_TRUE(may("CreateOpenIDConnectProvider", created, propagates));
}

TEST_F(EnforcementOfContextProviders, knows_the_instances_of_identity_center) {
  auto const condition = [](std::string const& key, std::string const& arn) {
    return R"({"ArnEquals":{"iam:)" + key + R"(":")" + arn + "\"}}";
  };
  Pairs const wanted{{"IdentityCenterInstanceArn", kInstance}};
  EXPECT_FALSE(may_update(wanted, condition("RequestIdentityCenterInstanceArn", kOtherInstance)));
  EXPECT_FALSE(may_update(wanted, condition("ResourceIdentityCenterInstanceArn", kInstance)));
  EXPECT_TRUE(may_update(wanted, condition("RequestIdentityCenterInstanceArn", kInstance)));
  EXPECT_TRUE(may_update({}, condition("ResourceIdentityCenterInstanceArn", kInstance)));
  EXPECT_FALSE(may_update({}, condition("ResourceIdentityCenterInstanceArn", kOtherInstance)));
}

// Of SAML as its sessions have them, one for each key of the metadata.
TEST_F(EnforcementOfContextProviders, knows_the_issuers_of_the_provider) {
  auto const issuer = [](std::string const& pattern) {
    return R"({"ForAnyValue:StringLike":{"iam:ResourceIdentityProviderIssuers":")" + pattern + "\"}}";
  };
  EXPECT_TRUE(may_update({}, issuer("idp.example.com")));
  EXPECT_FALSE(may_update({}, issuer("other.example.com")));
  auto const saml = sandbox_.root()
                        .iam("CreateSAMLProvider", {{"Name", "idp"}, {"SAMLMetadataDocument", saml_metadata()}})
                        .text("SAMLProviderArn");
  Pairs const updated{{"SAMLProviderArn", saml}};
  EXPECT_TRUE(may("UpdateSAMLProvider", updated, issuer(std::string(43, '?'))));
  EXPECT_FALSE(may("UpdateSAMLProvider", updated, issuer("idp.example.com")));
}

}  // namespace
}  // namespace conformance
