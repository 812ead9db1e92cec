// ListPolicies: scopes, filters, order, pages.
// Sources in the comments: LS recordings of AWS, C a suite written to pass on AWS, M cases verified against AWS,
// B the service model; ? means that no source is known.
#include "client/policy_client.h"

#include <algorithm>

namespace conformance {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

std::vector<std::string> names_in(Answer const& answer) { return answer.texts("Policies", "PolicyName"); }

std::vector<std::string> names_of(Caller& me, Pairs const& parameters) {
  return names_in(me.iam("ListPolicies", parameters));
}

// The ARNs of all pages of that size.
std::vector<std::string> arns_by_pages(Caller& me, Pairs const& parameters, int size) {
  std::vector<std::string> arns;
  std::string marker;
  do {
    auto page = parameters;
    page.push_back({"MaxItems", std::to_string(size)});
    if (!marker.empty()) page.push_back({"Marker", marker});
    auto const answer = me.iam("ListPolicies", page);
    auto const listed = answer.texts("Policies", "Arn");
    EXPECT_THAT(listed, SizeIs(testing::Le(static_cast<std::size_t>(size))));
    EXPECT_EQ(answer.text("IsTruncated"), answer.has("Marker") ? "true" : "false");
    arns.insert(arns.end(), listed.begin(), listed.end());
    marker = answer.text("Marker");
  } while (!marker.empty());
  return arns;
}

// M: as CreatePolicy, without Tags and Description.
TEST(ListPolicies, answers_in_the_bytes_aws_writes) {
  FrozenClock const clock(shared_server(), "2026-01-31T12:34:56Z");
  Caller me;
  auto const body = [](Answer const& answer, std::string const& policies) {
    return "<ListPoliciesResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n"
           "  <ListPoliciesResult>\n"
           "    <IsTruncated>false</IsTruncated>\n" +
           policies +
           "  </ListPoliciesResult>\n"
           "  <ResponseMetadata>\n"
           "    <RequestId>" +
           answer.request_id() +
           "</RequestId>\n"
           "  </ResponseMetadata>\n"
           "</ListPoliciesResponse>\n";
  };
  auto const empty = me.iam("ListPolicies", {{"Scope", "Local"}});
  EXPECT_EQ(empty.body(), body(empty, "    <Policies/>\n"));

  auto const id =
      create_policy(me, "Readers", with_tags({{"Description", "who reads"}}, {{"a", "1"}})).text("Policy/PolicyId");
  auto const one = me.iam("ListPolicies", {{"Scope", "Local"}});
  EXPECT_EQ(one.body(), body(one,
                             "    <Policies>\n"
                             "      <member>\n"
                             "        <PolicyName>Readers</PolicyName>\n"
                             "        <PolicyId>" +
                                 id +
                                 "</PolicyId>\n"
                                 "        <Arn>" +
                                 me.arn("policy/Readers") +
                                 "</Arn>\n"
                                 "        <Path>/</Path>\n"
                                 "        <DefaultVersionId>v1</DefaultVersionId>\n"
                                 "        <AttachmentCount>0</AttachmentCount>\n"
                                 "        <PermissionsBoundaryUsageCount>0</PermissionsBoundaryUsageCount>\n"
                                 "        <IsAttachable>true</IsAttachable>\n"
                                 "        <CreateDate>2026-01-31T12:34:56Z</CreateDate>\n"
                                 "        <UpdateDate>2026-01-31T12:34:56Z</UpdateDate>\n"
                                 "      </member>\n"
                                 "    </Policies>\n"));
}

// A recording of AWS (2026) has the account's own first, and then AWS's by their date of creation.
TEST(ListPolicies, has_the_accounts_own_by_name_and_then_those_of_aws_by_age) {
  Caller me;
  for (auto const* name : {"zebra", "administratoraccess-mine", "AdministratorAccess", "0"}) create_policy(me, name);
  auto const arns = arns_by_pages(me, {}, 1000);
  ASSERT_GT(arns.size(), 5U);
  EXPECT_THAT(std::vector(arns.begin(), arns.begin() + 4),
              ElementsAre(me.arn("policy/0"), me.arn("policy/AdministratorAccess"),
                          me.arn("policy/administratoraccess-mine"), me.arn("policy/zebra")));
  auto const dates = me.iam("ListPolicies", {{"Scope", "AWS"}, {"MaxItems", "1000"}}).texts("Policies", "CreateDate");
  EXPECT_TRUE(std::ranges::is_sorted(dates));
}

// No page loses or repeats one, whoever's policy it ends with.
TEST(ListPolicies, pages_over_both_owners) {
  Caller me;
  for (auto const* name : {"AdministratorAccess", "AdministratorAccess-Amplify", "zebra"}) create_policy(me, name);
  auto const whole = arns_by_pages(me, {}, 1000);
  EXPECT_THAT(whole, SizeIs(testing::Gt(1400U)));
  EXPECT_EQ(arns_by_pages(me, {}, 7), whole);
  EXPECT_EQ(arns_by_pages(me, {{"PathPrefix", "/job-function/"}}, 1),
            arns_by_pages(me, {{"PathPrefix", "/job-function/"}}, 100));
  // Where the two owners' policies meet.
  auto const own_marker = me.iam("ListPolicies", {{"Scope", "Local"}, {"MaxItems", "2"}}).text("Marker");
  auto const next = me.iam("ListPolicies", {{"MaxItems", "2"}, {"Marker", own_marker}});
  EXPECT_THAT(next.texts("Policies", "Arn"), ElementsAre(me.arn("policy/zebra"), whole[3]));
}

// B: All is the default.
TEST(ListPolicies, has_scopes) {
  Caller me;
  create_policy(me, "0");
  EXPECT_THAT(names_of(me, {{"Scope", "Local"}}), ElementsAre("0"));
  EXPECT_THAT(me.iam("ListPolicies", {{"Scope", "AWS"}}).texts("Policies", "Arn"),
              testing::AllOf(SizeIs(100), Each(StartsWith("arn:aws:iam::aws:policy/"))));
  EXPECT_THAT(names_of(me, {{"Scope", "All"}}), Contains("0"));
  EXPECT_EQ(names_of(me, {{"Scope", "All"}}), names_of(me, {}));
  EXPECT_THAT(me.iam("ListPolicies", {{"Scope", "Mine"}}),
              fails_with(400, "ValidationError", violation("scope", "Member must satisfy enum value set")));
}

TEST(ListPolicies, selects_by_path) {
  Caller me;
  create_policy(me, "In", {{"Path", "/team/a/"}});
  create_policy(me, "Out", {{"Path", "/Team/a/"}});
  EXPECT_THAT(names_of(me, {{"PathPrefix", "/team/"}}), ElementsAre("In"));
  EXPECT_THAT(names_of(me, {{"PathPrefix", "/nobody/"}}), IsEmpty());
  EXPECT_THAT(names_of(me, {{"PathPrefix", "/job-function/"}}), Contains("ViewOnlyAccess"));
}

// B; of both owners. That PermissionsPolicy leaves out what is not attached is an inference. ?
TEST(ListPolicies, selects_by_use) {
  Caller me;
  create_policy(me, "Limits");
  create_policy(me, "Readers");
  create_policy(me, "Unused");
  use_policy(me, me.arn("policy/Readers"));
  me.iam("DeleteRole", {{"RoleName", "user-of-Readers"}});
  me.create_user("Eve");
  me.iam("AttachUserPolicy", {{"UserName", "Eve"}, {"PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess"}});
  me.iam("CreateUser", {{"UserName", "Ada"}, {"PermissionsBoundary", me.arn("policy/Limits")}});
  me.iam("CreateUser", {{"UserName", "Bob"}, {"PermissionsBoundary", kAdministrator}});
  EXPECT_THAT(names_of(me, {{"PolicyUsageFilter", "PermissionsBoundary"}}),
              ElementsAre("Limits", "AdministratorAccess"));
  EXPECT_THAT(names_of(me, {{"PolicyUsageFilter", "PermissionsBoundary"}, {"Scope", "Local"}}), ElementsAre("Limits"));
  EXPECT_THAT(names_of(me, {{"PolicyUsageFilter", "PermissionsPolicy"}}), ElementsAre("Readers", "ReadOnlyAccess"));
  EXPECT_THAT(names_of(me, {{"OnlyAttached", "true"}}), ElementsAre("Readers", "ReadOnlyAccess"));
  EXPECT_THAT(names_of(me, {{"OnlyAttached", "true"}, {"Scope", "AWS"}}), ElementsAre("ReadOnlyAccess"));
  EXPECT_THAT(names_of(me, {{"OnlyAttached", "false"}, {"Scope", "Local"}}),
              ElementsAre("Limits", "Readers", "Unused"));
}

TEST(ListPolicies, shows_no_other_accounts_policies) {
  Caller me;
  Caller other;
  create_policy(other, "Theirs");
  EXPECT_THAT(names_of(me, {{"Scope", "Local"}}), IsEmpty());
}

}  // namespace
}  // namespace conformance
