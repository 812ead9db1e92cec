// CreateServiceSpecificCredential, UpdateServiceSpecificCredential, ResetServiceSpecificCredential,
// DeleteServiceSpecificCredential, ListServiceSpecificCredentials.
// Sources in the comments: LS recordings of AWS, D documentation, B the service model, P secrets seen in public;
// (?) not confirmed.
#include "client/caller.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::MatchesRegex;

constexpr auto kCodeCommit = "codecommit.amazonaws.com";
constexpr auto kKeyspaces = "cassandra.amazonaws.com";
constexpr auto kBedrock = "bedrock.amazonaws.com";
constexpr auto kUnknownCredential = "ACCAUNKNOWNUNKNOWN000";

Answer create(Caller& caller, std::string const& user, std::string const& service, Pairs parameters = {}) {
  parameters.insert(parameters.begin(), {{"UserName", user}, {"ServiceName", service}});
  return caller.iam("CreateServiceSpecificCredential", std::move(parameters));
}

std::string id_of(Answer const& created) {
  return created.text("ServiceSpecificCredential/ServiceSpecificCredentialId");
}

std::string name_of(Answer const& created) { return created.text("ServiceSpecificCredential/ServiceUserName"); }

Answer list(Caller& caller, Pairs parameters) {
  return caller.iam("ListServiceSpecificCredentials", std::move(parameters));
}

std::vector<std::string> listed_ids(Caller& caller, Pairs parameters) {
  return list(caller, std::move(parameters)).texts("ServiceSpecificCredentials", "ServiceSpecificCredentialId");
}

auto is_no_service(std::string const& service) {
  return fails_with(404, "NoSuchEntity",
                    "No such service " + service + " is supported for Service Specific Credentials");
}

auto is_no_credential(std::string const& id) {
  return fails_with(404, "NoSuchEntity", "No such credential " + id + " exists");
}

auto is_no_user(std::string const& name) {
  return fails_with(404, "NoSuchEntity", "The user with name " + name + " cannot be found.");
}

// LS for the members and the name, D for the form of the password.
TEST(CreateServiceSpecificCredential, makes_a_user_name_and_a_password) {
  FrozenClock const clock(shared_server(), kNow);
  Caller me;
  me.create_user("Ada");
  auto const answer = create(me, "ADA", kCodeCommit);
  ASSERT_THAT(answer, succeeds());
  EXPECT_THAT(answer.names("ServiceSpecificCredential"),
              ElementsAre("CreateDate", "ServiceName", "ServiceUserName", "ServicePassword",
                          "ServiceSpecificCredentialId", "UserName", "Status"));
  EXPECT_EQ(name_of(answer), "Ada-at-" + me.account());
  EXPECT_THAT(answer.text("ServiceSpecificCredential/ServicePassword"), MatchesRegex("[A-Za-z0-9+/]{43}="));
  EXPECT_THAT(id_of(answer), MatchesRegex("ACCA[A-Z2-7]{17}"));
  EXPECT_EQ(answer.text("ServiceSpecificCredential/UserName"), "Ada");
  EXPECT_EQ(answer.text("ServiceSpecificCredential/Status"), "Active");
  EXPECT_EQ(answer.text("ServiceSpecificCredential/CreateDate"), kNow);
}

// D and B: for Bedrock, an API key instead, which may expire. P: the key has the alias in it.
TEST(CreateServiceSpecificCredential, makes_an_api_key_for_bedrock) {
  FrozenClock const clock(shared_server(), kNow);
  Caller me;
  me.create_user("Ada");
  auto const answer = create(me, "Ada", kBedrock, {{"CredentialAgeDays", "30"}});
  EXPECT_THAT(answer.names("ServiceSpecificCredential"),
              ElementsAre("CreateDate", "ExpirationDate", "ServiceName", "ServiceCredentialAlias",
                          "ServiceCredentialSecret", "ServiceSpecificCredentialId", "UserName", "Status"));
  EXPECT_EQ(answer.text("ServiceSpecificCredential/ServiceCredentialAlias"), "Ada-at-" + me.account());
  EXPECT_THAT(answer.text("ServiceSpecificCredential/ServiceCredentialSecret"), MatchesRegex("ABSKQWRhLWF0L[^ ]+"));
  EXPECT_EQ(answer.text("ServiceSpecificCredential/ExpirationDate"), "2026-03-02T12:34:56Z");
  EXPECT_FALSE(create(me, "Ada", kBedrock).has("ServiceSpecificCredential/ExpirationDate"));
}

// D: the age is for API keys; code and sentence are ours (?). B for the range.
TEST(CreateServiceSpecificCredential, takes_an_age_only_for_api_keys) {
  Caller me;
  me.create_user("Ada");
  EXPECT_THAT(
      create(me, "Ada", kKeyspaces, {{"CredentialAgeDays", "30"}}),
      fails_with(400, "InvalidInput", "Credentials for cassandra.amazonaws.com do not support CredentialAgeDays."));
  EXPECT_THAT(create(me, "Ada", kBedrock, {{"CredentialAgeDays", "36601"}}),
              fails_with(400, "ValidationError",
                         violation("credentialAgeDays", "Member must have value less than or equal to 36600")));
}

// D, the example of ListServiceSpecificCredentials: a number behind the user's name, whatever the service.
TEST(CreateServiceSpecificCredential, numbers_the_names_of_one_user) {
  Caller me;
  me.create_user("Ada");
  EXPECT_EQ(name_of(create(me, "Ada", kCodeCommit)), "Ada-at-" + me.account());
  EXPECT_EQ(name_of(create(me, "Ada", kCodeCommit)), "Ada+1-at-" + me.account());
  EXPECT_EQ(name_of(create(me, "Ada", kKeyspaces)), "Ada+2-at-" + me.account());
}

// D: two for each service. LS has the sentence of other quotas; this quota's name is not public (?).
TEST(CreateServiceSpecificCredential, refuses_a_third_one_for_a_service) {
  Caller me;
  me.create_user("Ada");
  create(me, "Ada", kCodeCommit);
  create(me, "Ada", kCodeCommit);
  EXPECT_THAT(create(me, "Ada", kCodeCommit),
              fails_with(409, "LimitExceeded", "Cannot exceed quota for ServiceSpecificCredentialsPerUser: 2"));
  EXPECT_THAT(create(me, "Ada", kKeyspaces), succeeds());
}

// LS: also services that exist; the user is looked for first.
TEST(CreateServiceSpecificCredential, tells_which_user_or_service_is_missing) {
  Caller me;
  me.create_user("Ada");
  for (auto const* service : {"lambda.amazonaws.com", "nonsense", "CodeCommit.amazonaws.com"}) {
    EXPECT_THAT(create(me, "Ada", service), is_no_service(service));
    EXPECT_THAT(create(me, "nobody", service), is_no_user("nobody"));
  }
}

// LS TestUserRename: the service user name stays.
TEST(ServiceSpecificCredentials, keep_the_name_of_a_renamed_user) {
  Caller me;
  me.create_user("Ada");
  create(me, "Ada", kCodeCommit);
  me.iam("UpdateUser", {{"UserName", "Ada"}, {"NewUserName", "Countess"}});
  auto const listed = list(me, {{"UserName", "Countess"}});
  EXPECT_THAT(listed.texts("ServiceSpecificCredentials", "UserName"), ElementsAre("Countess"));
  EXPECT_THAT(listed.texts("ServiceSpecificCredentials", "ServiceUserName"), ElementsAre("Ada-at-" + me.account()));
  me.create_user("Ada");
  EXPECT_EQ(name_of(create(me, "Ada", kCodeCommit)), "Ada+1-at-" + me.account());
}

// LS: the password is new, an Inactive status stays.
TEST(ResetServiceSpecificCredential, changes_the_secret_and_nothing_else) {
  Caller me;
  me.create_user("Ada");
  for (auto const* service : {kCodeCommit, kBedrock}) {
    auto const made = create(me, "Ada", service);
    Pairs const named = {{"UserName", "Ada"}, {"ServiceSpecificCredentialId", id_of(made)}, {"Status", "Inactive"}};
    me.iam("UpdateServiceSpecificCredential", named);
    auto const reset = me.iam("ResetServiceSpecificCredential", named);
    ASSERT_THAT(reset, succeeds());
    EXPECT_EQ(reset.text("ServiceSpecificCredential/Status"), "Inactive");
    EXPECT_EQ(reset.names("ServiceSpecificCredential"), made.names("ServiceSpecificCredential"));
    EXPECT_EQ(id_of(reset), id_of(made));
    EXPECT_EQ(name_of(reset), name_of(made));
    auto const* const secret = service == kCodeCommit ? "ServiceSpecificCredential/ServicePassword"
                                                      : "ServiceSpecificCredential/ServiceCredentialSecret";
    EXPECT_NE(reset.text(secret), made.text(secret));
  }
}

// D: without a name, a user means itself; LS has the sentence to root from other operations (?).
TEST(ServiceSpecificCredentials, without_a_name_are_the_callers) {
  Caller me;
  me.create_user("Ada");
  Caller ada(shared_server(), me.create_access_key("Ada"));
  Pairs const named = {{"ServiceSpecificCredentialId", id_of(create(me, "Ada", kCodeCommit))}, {"Status", "Inactive"}};
  EXPECT_THAT(list(ada, {}).texts("ServiceSpecificCredentials", "UserName"), ElementsAre("Ada"));
  for (auto const* action :
       {"UpdateServiceSpecificCredential", "ResetServiceSpecificCredential", "DeleteServiceSpecificCredential"}) {
    EXPECT_THAT(me.iam(action, named),
                fails_with(400, "ValidationError", "Must specify userName when calling with non-User credentials"))
        << action;
    EXPECT_THAT(ada.iam(action, named), succeeds()) << action;
  }
}

// LS: wrong user with right id; a well-formed id that is not there; the user first.
TEST(ServiceSpecificCredentials, are_found_only_under_their_user) {
  Caller me;
  me.create_user("Ada");
  me.create_user("Grace");
  auto const id = id_of(create(me, "Ada", kCodeCommit));
  for (auto const* action :
       {"UpdateServiceSpecificCredential", "ResetServiceSpecificCredential", "DeleteServiceSpecificCredential"}) {
    auto const ask = [&](std::string const& user, std::string const& credential) {
      return me.iam(action, {{"UserName", user}, {"ServiceSpecificCredentialId", credential}, {"Status", "Active"}});
    };
    EXPECT_THAT(ask("nobody", id), is_no_user("nobody")) << action;
    EXPECT_THAT(ask("Grace", id), is_no_credential(id)) << action;
    EXPECT_THAT(ask("Ada", kUnknownCredential), is_no_credential(kUnknownCredential)) << action;
    EXPECT_THAT(
        ask("Ada", "ACCA-UNKNOWN-UNKNOWN-0"),
        fails_with(400, "ValidationError",
                   violation("serviceSpecificCredentialId", "Member must satisfy regular expression pattern: [\\w]+")))
        << action;
  }
}

// LS for the enumeration; that Expired is never set but reached is our reading of D (?).
TEST(UpdateServiceSpecificCredential, refuses_statuses_that_cannot_be_set) {
  Caller me;
  me.create_user("Ada");
  auto const id = id_of(create(me, "Ada", kCodeCommit));
  auto const update = [&](std::string const& status) {
    return me.iam("UpdateServiceSpecificCredential",
                  {{"UserName", "Ada"}, {"ServiceSpecificCredentialId", id}, {"Status", status}});
  };
  EXPECT_THAT(update("Idle"),
              fails_with(400, "ValidationError", violation("status", "Member must satisfy enum value set")));
  EXPECT_THAT(update("Expired"),
              fails_with(400, "InvalidInput", "Status Expired cannot be set on a service-specific credential."));
}

// D: an API key is Expired from its day on.
TEST(ServiceSpecificCredentials, expire) {
  Server const server;
  Caller me(server);
  server.exchange({.method = "PUT", .target = "/_iam/clock", .body = R"({"now": "2026-01-31T12:34:56Z"})"});
  me.create_user("Ada");
  create(me, "Ada", kBedrock, {{"CredentialAgeDays", "1"}});
  auto const status_at = [&](std::string const& now) {
    server.exchange({.method = "PUT", .target = "/_iam/clock", .body = R"({"now": ")" + now + R"("})"});
    return list(me, {{"UserName", "Ada"}}).texts("ServiceSpecificCredentials", "Status");
  };
  EXPECT_THAT(status_at("2026-02-01T12:34:55Z"), ElementsAre("Active"));
  EXPECT_THAT(status_at("2026-02-01T12:34:56Z"), ElementsAre("Expired"));
}

// LS: IsTruncated, and no secret.
TEST(ListServiceSpecificCredentials, shows_them_in_the_order_of_creation_without_secrets) {
  Caller me;
  me.create_user("Ada");
  EXPECT_THAT(listed_ids(me, {{"UserName", "Ada"}}), IsEmpty());
  auto const first = id_of(create(me, "Ada", kKeyspaces));
  auto const second = id_of(create(me, "Ada", kBedrock));
  auto const third = id_of(create(me, "Ada", kCodeCommit));
  auto const answer = list(me, {{"UserName", "Ada"}});
  EXPECT_EQ(answer.text("IsTruncated"), "false");
  EXPECT_THAT(
      answer.names("ServiceSpecificCredentials/member"),
      ElementsAre("UserName", "Status", "ServiceUserName", "CreateDate", "ServiceSpecificCredentialId", "ServiceName"));
  EXPECT_THAT(answer.texts("ServiceSpecificCredentials", "ServiceSpecificCredentialId"),
              ElementsAre(first, second, third));
  EXPECT_THAT(answer.texts("ServiceSpecificCredentials", "ServiceCredentialAlias"),
              ElementsAre("", "Ada+1-at-" + me.account(), ""));
  EXPECT_THAT(listed_ids(me, {{"UserName", "Ada"}, {"ServiceName", kBedrock}}), ElementsAre(second));
}

// D: those of everybody, for one service or for all.
TEST(ListServiceSpecificCredentials, shows_those_of_all_users) {
  Caller me, other;
  for (auto* const caller : {&me, &other}) {
    caller->create_user("Ada");
    caller->create_user("Grace");
  }
  create(other, "Ada", kBedrock);
  auto const adas = id_of(create(me, "Ada", kBedrock));
  auto const graces = id_of(create(me, "Grace", kBedrock));
  auto const git = id_of(create(me, "Grace", kCodeCommit));
  EXPECT_THAT(listed_ids(me, {{"AllUsers", "true"}}), ElementsAre(adas, graces, git));
  auto const answer = list(me, {{"AllUsers", "true"}, {"ServiceName", kBedrock}});
  EXPECT_THAT(answer.texts("ServiceSpecificCredentials", "UserName"), ElementsAre("Ada", "Grace"));
  // D rules it out; code and sentence are ours (?).
  EXPECT_THAT(list(me, {{"AllUsers", "true"}, {"UserName", "Ada"}}),
              fails_with(400, "InvalidInput", "AllUsers cannot be specified together with UserName."));
}

TEST(ListServiceSpecificCredentials, is_paged) {
  Caller me;
  me.create_user("Ada");
  auto const first = id_of(create(me, "Ada", kKeyspaces));
  auto const second = id_of(create(me, "Ada", kCodeCommit));
  auto const page = list(me, {{"AllUsers", "true"}, {"MaxItems", "1"}});
  EXPECT_EQ(page.text("IsTruncated"), "true");
  EXPECT_THAT(page.texts("ServiceSpecificCredentials", "ServiceSpecificCredentialId"), ElementsAre(first));
  EXPECT_THAT(listed_ids(me, {{"AllUsers", "true"}, {"Marker", page.text("Marker")}}), ElementsAre(second));
}

// LS: a service that is not supported is refused here, too, after a user that is missing.
TEST(ListServiceSpecificCredentials, tells_which_user_or_service_is_missing) {
  Caller me;
  me.create_user("Ada");
  EXPECT_THAT(list(me, {{"UserName", "Ada"}, {"ServiceName", "nonsense"}}), is_no_service("nonsense"));
  EXPECT_THAT(list(me, {{"UserName", "nobody"}, {"ServiceName", "nonsense"}}), is_no_user("nobody"));
}

// LS.
TEST(DeleteUser, waits_for_service_specific_credentials) {
  Caller me;
  me.create_user("Ada");
  auto const id = id_of(create(me, "Ada", kCodeCommit));
  EXPECT_THAT(me.iam("DeleteUser", {{"UserName", "Ada"}}),
              fails_with(409, "DeleteConflict", "Cannot delete entity, must remove referenced objects first."));
  ASSERT_THAT(me.iam("DeleteServiceSpecificCredential", {{"UserName", "Ada"}, {"ServiceSpecificCredentialId", id}}),
              succeeds());
  EXPECT_THAT(me.iam("DeleteUser", {{"UserName", "Ada"}}), succeeds());
}

}  // namespace
}  // namespace conformance
