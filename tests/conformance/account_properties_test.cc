// Account properties: https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutAccountProperties.html
// The rules are documented, the wording of errors is not confirmed.
#include "client/caller.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

Answer put(Caller& me, Pairs const& properties) {
  Pairs parameters;
  int number = 0;
  for (auto const& [name, value] : properties) {
    auto const entry = "Properties.entry." + std::to_string(++number);
    parameters.emplace_back(entry + ".key", name);
    parameters.emplace_back(entry + ".value", value);
  }
  return me.iam("PutAccountProperties", parameters);
}

std::map<std::string, std::string> properties(Caller& me) {
  return me.iam("GetAccountProperties").entries("Properties");
}

TEST(AccountProperties, are_none_at_first) {
  Caller me;
  EXPECT_THAT(properties(me), IsEmpty());
}

TEST(AccountProperties, are_kept_and_replaced_by_name) {
  Caller me;
  EXPECT_THAT(put(me, {{"RoleManager/First", "true"}, {"RoleManager/Second", "7"}}), succeeds());
  EXPECT_THAT(put(me, {{"RoleManager/First", "false"}}), succeeds());
  EXPECT_THAT(put(me, {{"Other/First", "x"}}), succeeds());
  EXPECT_THAT(properties(me), ElementsAre(Pair("Other/First", "x"), Pair("RoleManager/First", "false"),
                                          Pair("RoleManager/Second", "7")));
}

TEST(AccountProperties, of_one_request_belong_to_one_namespace) {
  Caller me;
  EXPECT_EQ(put(me, {{"RoleManager/First", "true"}, {"Other/First", "true"}}).code(), "InvalidInput");
  EXPECT_THAT(properties(me), IsEmpty());
}

TEST(AccountProperties, are_named_by_namespace_and_name) {
  Caller me;
  for (auto const* const name :
       {"NoNamespace", "/First", "RoleManager/", "Role/Manager/First", "9Role/First", "Role Manager/First"}) {
    EXPECT_EQ(put(me, {{name, "true"}}).code(), "InvalidInput") << name;
  }
  EXPECT_EQ(put(me, {{"A/" + std::string(49, 'n'), "true"}}).code(), "InvalidInput");
  EXPECT_THAT(put(me, {{"A/" + std::string(48, 'n'), "true"}}), succeeds());
}

TEST(AccountProperties, have_a_value_of_1_to_1024_characters) {
  Caller me;
  EXPECT_EQ(put(me, {{"RoleManager/First", ""}}).code(), "InvalidInput");
  EXPECT_EQ(put(me, {{"RoleManager/First", std::string(1025, 'v')}}).code(), "InvalidInput");
  EXPECT_THAT(put(me, {{"RoleManager/First", std::string(1024, 'v')}}), succeeds());
}

TEST(AccountProperties, must_be_given) {
  Caller me;
  EXPECT_THAT(me.iam("PutAccountProperties"),
              fails_with(400, "ValidationError", violation("properties", "Member must not be null")));
}

}  // namespace
}  // namespace conformance
