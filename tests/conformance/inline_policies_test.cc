// Policies embedded in users, groups and roles.
// Sources in the comments: LS recordings of AWS, V another server written after AWS, D documentation, B the service
// model, I public issues.
#include "client/principals.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kListBucket =
    R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*"}})";

// A sound document of exactly that many characters.
std::string document_of(std::size_t size) {
  std::string const begin = R"({"Statement":{"Effect":"Allow","Action":"a:b","Resource":"arn:aws:s3:::)";
  std::string const end = "\"}}";
  return begin + std::string(size - begin.size() - end.size(), 'x') + end;
}

class InlinePolicies : public PrincipalTest {
 protected:
  Answer put(std::string const& policy, std::string const& document) {
    return on("x", "Put", "Policy", {{"PolicyName", policy}, {"PolicyDocument", document}});
  }
  Answer get(std::string const& policy) { return on("x", "Get", "Policy", {{"PolicyName", policy}}); }
  Answer remove(std::string const& policy) { return on("x", "Delete", "Policy", {{"PolicyName", policy}}); }
  Answer list(Pairs parameters = {}) { return on("x", "List", "Policies", std::move(parameters)); }
  auto no_policy(std::string const& policy) {
    return fails_with(404, "NoSuchEntity",
                      "The " + GetParam().name + " policy with name " + policy + " cannot be found.");
  }
  auto too_large(int allowed) {
    return fails_with(
        409, "LimitExceeded",
        "Maximum policy size of " + std::to_string(allowed) + " bytes exceeded for " + GetParam().name + " x");
  }
};

INSTANTIATE_TEST_SUITE_P(Each, InlinePolicies, testing::Values(kUser, kGroup, kRole), test_name);

// LS test_put_…_policy_encoding: byte for byte what was put, white space included, percent-encoded once.
TEST_P(InlinePolicies, come_back_byte_for_byte_and_percent_encoded) {
  create("x");
  ASSERT_THAT(put("p",
                  "{ \"Version\": \"2012-10-17\",\n \"Statement\": "
                  "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::a%3Ab+c/*\"}}"),
              succeeds());
  auto const answer = get("p");
  EXPECT_THAT(answer.names(""), ElementsAre(GetParam().parameter.c_str(), "PolicyName", "PolicyDocument"));
  EXPECT_EQ(answer.text("PolicyDocument"),
            "%7B%20%22Version%22%3A%20%222012-10-17%22%2C%0A%20%22Statement%22%3A%20%7B%22Effect%22%3A%22Allow%22%2C"
            "%22Action%22%3A%22%2A%22%2C%22Resource%22%3A%22arn%3Aaws%3As3%3A%3A%3Aa%253Ab%2Bc%2F%2A%22%7D%7D");
}

TEST_P(InlinePolicies, are_replaced_under_their_name) {
  create("x");
  put("p", kListBucket);
  ASSERT_THAT(put("p", document_of(100)), succeeds());
  EXPECT_NE(get("p").text("PolicyDocument").find("xxx"), std::string::npos);
  EXPECT_THAT(list().texts("PolicyNames"), testing::SizeIs(1));
}

// Unconfirmed: AWS says that policy names are not distinguished by case, and does not say so of inline ones (D:
// reference_iam-quotas). An answer has the name as it was asked for (likely: radkawar/stackd, policy_management.json),
// a list as it was stored.
TEST_P(InlinePolicies, are_found_in_any_case) {
  create("x");
  put("Policy", kListBucket);
  EXPECT_EQ(get("POLICY").text("PolicyName"), "POLICY");
  EXPECT_THAT(put("pOLICY", kListBucket), succeeds());
  EXPECT_THAT(list().texts("PolicyNames"), ElementsAre("Policy"));
}

// A storage server's suite that passes on AWS sorts them; that case does not count is as in other lists.
TEST_P(InlinePolicies, are_listed_by_name_page_by_page) {
  create("x");
  EXPECT_THAT(list().names(""), ElementsAre("IsTruncated", "PolicyNames"));
  for (auto const* name : {"c", "B", "a"}) put(name, kListBucket);
  put("c", kListBucket);
  auto const first = list({{"MaxItems", "2"}});
  EXPECT_THAT(first.texts("PolicyNames"), ElementsAre("a", "B"));
  EXPECT_EQ(first.text("IsTruncated"), "true");
  EXPECT_THAT(list({{"Marker", first.text("Marker")}}).texts("PolicyNames"), ElementsAre("c"));
}

// LS test_get_group_policy and its kin.
TEST_P(InlinePolicies, tell_which_policy_is_missing) {
  create("x");
  EXPECT_THAT(get("none"), no_policy("none"));
  EXPECT_THAT(remove("none"), no_policy("none"));
  put("p", kListBucket);
  EXPECT_THAT(remove("p"), succeeds());
  EXPECT_THAT(get("p"), no_policy("p"));
  EXPECT_THAT(list().texts("PolicyNames"), IsEmpty());
}

// V: a missing principal is reported before a malformed document.
TEST_P(InlinePolicies, tell_first_that_the_principal_is_missing) {
  EXPECT_THAT(put("p", "not json"), missing("x"));
  EXPECT_THAT(get("p"), missing("x"));
  EXPECT_THAT(remove("p"), missing("x"));
  EXPECT_THAT(list(), missing("x"));
}

// LS test_iam_policies: the grammar of managed policies; unlike them, these may be of the older version (D).
TEST_P(InlinePolicies, must_be_sound_documents) {
  create("x");
  auto const malformed = [](std::string const& sentence) {
    return fails_with(400, "MalformedPolicyDocument", sentence);
  };
  EXPECT_THAT(put("p", "not json"), malformed("Syntax errors in policy."));
  EXPECT_THAT(put("p", R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Resource":"*"}})"),
              malformed("Policy statement must contain actions."));
  EXPECT_THAT(put("p", R"({"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}})"), succeeds());
}

TEST_P(InlinePolicies, must_be_printable_and_named) {
  create("x");
  EXPECT_THAT(put("p", "{\"\xE2\x82\xAC\"}"),
              fails_with(400, "ValidationError",
                         "The specified value for policyDocument is invalid. It must contain only printable ASCII "
                         "characters."));
  EXPECT_THAT(put("a b", kListBucket),
              fails_with(400, "ValidationError",
                         "The specified value for policyName is invalid. It must contain only alphanumeric characters "
                         "and/or the following: +=,.@_-"));
  EXPECT_THAT(on("x", "Put", "Policy", {{"PolicyName", "p"}}),
              fails_with(400, "ValidationError", violation("policyDocument", "Member must not be null")));
}

// D: the quota is of all inline policies together. I:amplify-backend#2615 for the sentence.
TEST_P(InlinePolicies, share_one_quota_of_size) {
  create("x");
  auto const size = static_cast<std::size_t>(GetParam().size);
  EXPECT_THAT(put("p", document_of(size + 1)), too_large(GetParam().size));
  EXPECT_THAT(list().texts("PolicyNames"), IsEmpty());
  EXPECT_THAT(put("p", document_of(size - 100)), succeeds());
  EXPECT_THAT(put("q", document_of(101)), too_large(GetParam().size));
  EXPECT_THAT(put("q", document_of(100)), succeeds());
  EXPECT_THAT(put("q", document_of(100)), succeeds());
}

// D: white space is not counted.
TEST_P(InlinePolicies, may_be_longer_than_the_quota_by_their_white_space) {
  create("x");
  auto document = document_of(static_cast<std::size_t>(GetParam().size));
  document.insert(1, std::string(20'000, ' '));
  EXPECT_THAT(put("p", document), succeeds());
}

TEST_P(InlinePolicies, keep_to_the_quota_an_account_was_given) {
  create("x");
  me.set_quota(GetParam().size_quota, 150);
  EXPECT_THAT(put("p", document_of(151)), too_large(150));
  EXPECT_THAT(put("p", document_of(150)), succeeds());
}

// LS, of roles and users. The order is not known. Groups and users: groups_test.cc.
TEST(DeleteRole, waits_until_policies_are_gone) {
  Caller me;
  Pairs parameters = kRole.needed;
  parameters.emplace_back("RoleName", "x");
  me.iam("CreateRole", parameters);
  Pairs const attachment = {{"RoleName", "x"}, {"PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess"}};
  me.iam("AttachRolePolicy", attachment);
  me.iam("PutRolePolicy", {{"RoleName", "x"}, {"PolicyName", "p"}, {"PolicyDocument", kListBucket}});
  auto const delete_role = [&] { return me.iam("DeleteRole", {{"RoleName", "x"}}); };
  EXPECT_THAT(delete_role(),
              fails_with(409, "DeleteConflict", "Cannot delete entity, must detach all policies first."));
  me.iam("DetachRolePolicy", attachment);
  EXPECT_THAT(delete_role(), fails_with(409, "DeleteConflict", "Cannot delete entity, must delete policies first."));
  me.iam("DeleteRolePolicy", {{"RoleName", "x"}, {"PolicyName", "p"}});
  EXPECT_THAT(delete_role(), succeeds());
}

}  // namespace
}  // namespace conformance
