// ListEntitiesForPolicy: who uses a managed policy.
// Sources in the comments: LS recordings of AWS, D documentation, B the service model.
#include "client/principals.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Answer list(Caller& me, Pairs parameters = {}) {
  parameters.emplace_back("PolicyArn", kReadOnly);
  return me.iam("ListEntitiesForPolicy", std::move(parameters));
}

std::vector<std::string> groups(Answer const& answer) { return answer.texts("PolicyGroups", "GroupName"); }
std::vector<std::string> users(Answer const& answer) { return answer.texts("PolicyUsers", "UserName"); }
std::vector<std::string> roles(Answer const& answer) { return answer.texts("PolicyRoles", "RoleName"); }

void create_group(Caller& me, std::string const& name, std::string const& path = "/") {
  me.iam("CreateGroup", {{"GroupName", name}, {"Path", path}});
  me.iam("AttachGroupPolicy", {{"GroupName", name}, {"PolicyArn", kReadOnly}});
}

void create_user(Caller& me, std::string const& name, std::string const& path = "/") {
  me.iam("CreateUser", {{"UserName", name}, {"Path", path}});
  me.iam("AttachUserPolicy", {{"UserName", name}, {"PolicyArn", kReadOnly}});
}

void make_role(Caller& me, std::string const& name, Pairs parameters = {}) {
  parameters.emplace_back("RoleName", name);
  parameters.insert(parameters.end(), kRole.needed.begin(), kRole.needed.end());
  me.iam("CreateRole", std::move(parameters));
}

void create_attached_role(Caller& me, std::string const& name) {
  make_role(me, name);
  me.iam("AttachRolePolicy", {{"RoleName", name}, {"PolicyArn", kReadOnly}});
}

void create_bounded_user(Caller& me, std::string const& name) {
  me.iam("CreateUser", {{"UserName", name}, {"PermissionsBoundary", kReadOnly}});
}

// LS test_list_entities_for_policy: three lists whether or not they have members, names with their ids.
TEST(ListEntitiesForPolicy, shows_names_and_ids) {
  Caller me;
  EXPECT_THAT(list(me).names(""), ElementsAre("IsTruncated", "PolicyGroups", "PolicyUsers", "PolicyRoles"));
  create_group(me, "Admins");
  create_user(me, "Ada");
  create_attached_role(me, "Reader");
  me.create_user("bystander");
  auto const answer = list(me);
  EXPECT_THAT(groups(answer), ElementsAre("Admins"));
  EXPECT_THAT(answer.texts("PolicyGroups", "GroupId"),
              ElementsAre(me.iam("GetGroup", {{"GroupName", "Admins"}}).text("Group/GroupId")));
  EXPECT_THAT(users(answer), ElementsAre("Ada"));
  EXPECT_THAT(answer.texts("PolicyUsers", "UserId"), ElementsAre(me.get_user("Ada").text("User/UserId")));
  EXPECT_THAT(roles(answer), ElementsAre("Reader"));
  EXPECT_THAT(answer.texts("PolicyRoles", "RoleId"),
              ElementsAre(me.iam("GetRole", {{"RoleName", "Reader"}}).text("Role/RoleId")));
}

// LS: a filter for a kind of policy leaves nobody.
TEST(ListEntitiesForPolicy, filters_by_kind_of_entity) {
  Caller me;
  create_group(me, "Admins");
  create_user(me, "Ada");
  create_attached_role(me, "Reader");
  auto const only = [&](std::string const& kind) { return list(me, {{"EntityFilter", kind}}); };
  EXPECT_THAT(groups(only("Group")), ElementsAre("Admins"));
  EXPECT_THAT(users(only("Group")), IsEmpty());
  EXPECT_THAT(users(only("User")), ElementsAre("Ada"));
  EXPECT_THAT(groups(only("User")), IsEmpty());
  EXPECT_THAT(roles(only("Role")), ElementsAre("Reader"));
  EXPECT_THAT(users(only("Role")), IsEmpty());
  for (auto const* kind : {"LocalManagedPolicy", "AWSManagedPolicy"}) {
    EXPECT_THAT(groups(only(kind)), IsEmpty()) << kind;
    EXPECT_THAT(users(only(kind)), IsEmpty()) << kind;
    EXPECT_THAT(roles(only(kind)), IsEmpty()) << kind;
    EXPECT_TRUE(only(kind).has("PolicyRoles")) << kind;
  }
  EXPECT_THAT(only("Everybody"),
              fails_with(400, "ValidationError", violation("entityFilter", "Member must satisfy enum value set")));
}

// D: without the filter both uses are shown, and an entity once.
TEST(ListEntitiesForPolicy, filters_by_use) {
  Caller me;
  create_group(me, "Admins");
  create_user(me, "attached");
  create_bounded_user(me, "bounded");
  create_bounded_user(me, "both");
  make_role(me, "bounded", {{"PermissionsBoundary", kReadOnly}});
  me.iam("AttachUserPolicy", {{"UserName", "both"}, {"PolicyArn", kReadOnly}});
  EXPECT_THAT(users(list(me)), ElementsAre("attached", "both", "bounded"));
  auto const permissions = list(me, {{"PolicyUsageFilter", "PermissionsPolicy"}});
  EXPECT_THAT(users(permissions), ElementsAre("attached", "both"));
  EXPECT_THAT(groups(permissions), ElementsAre("Admins"));
  EXPECT_THAT(roles(permissions), IsEmpty());
  auto const boundaries = list(me, {{"PolicyUsageFilter", "PermissionsBoundary"}});
  EXPECT_THAT(users(boundaries), ElementsAre("both", "bounded"));
  EXPECT_THAT(groups(boundaries), IsEmpty());
  EXPECT_THAT(roles(boundaries), ElementsAre("bounded"));
}

// D: the prefix is of the entity's path.
TEST(ListEntitiesForPolicy, filters_by_path_of_the_entity) {
  Caller me;
  create_group(me, "here", "/x/");
  create_group(me, "there", "/y/");
  create_user(me, "here", "/x/y/");
  create_user(me, "there");
  auto const answer = list(me, {{"PathPrefix", "/x/"}});
  EXPECT_THAT(groups(answer), ElementsAre("here"));
  EXPECT_THAT(users(answer), ElementsAre("here"));
}

// B: MaxItems is of the whole answer. Which list comes first is not known; by name within each.
TEST(ListEntitiesForPolicy, pages_through_its_lists) {
  Caller me;
  for (auto const* name : {"b", "a"}) create_group(me, name);
  for (auto const* name : {"d", "B", "c"}) create_user(me, name);
  create_attached_role(me, "e");
  for (auto const* size : {"1", "2", "3", "4", "5", "6"}) {
    std::vector<std::string> found;
    std::string marker;
    do {
      Pairs parameters = {{"MaxItems", size}};
      if (!marker.empty()) parameters.emplace_back("Marker", marker);
      auto const page = list(me, parameters);
      ASSERT_THAT(page, succeeds());
      auto const before = found.size();
      for (auto const& name : groups(page)) found.push_back("group " + name);
      for (auto const& name : users(page)) found.push_back("user " + name);
      for (auto const& name : roles(page)) found.push_back("role " + name);
      ASSERT_LE(found.size() - before, std::stoul(size));
      marker = page.text("Marker");
      EXPECT_EQ(page.text("IsTruncated"), marker.empty() ? "false" : "true");
    } while (!marker.empty() && found.size() < 10);
    EXPECT_THAT(found, ElementsAre("group a", "group b", "user B", "user c", "user d", "role e"))
        << "with MaxItems " << size;
  }
}

// LS test_list_entities_for_policy_errors.
TEST(ListEntitiesForPolicy, tells_that_the_policy_is_missing) {
  Caller me;
  auto const none = me.arn("policy/NonExistentPolicy");
  EXPECT_THAT(me.iam("ListEntitiesForPolicy", {{"PolicyArn", none}}),
              fails_with(404, "NoSuchEntity", "Policy " + none + " does not exist or is not attachable."));
  EXPECT_THAT(me.iam("ListEntitiesForPolicy", {{"PolicyArn", "not-an-arn-at-all-really"}}),
              fails_with(400, "ValidationError", "ARN not-an-arn-at-all-really is not valid."));
}

// The same policy is attached in many accounts; each sees its own.
TEST(ListEntitiesForPolicy, shows_only_the_callers_account) {
  Caller me, other;
  create_user(other, "Eve");
  EXPECT_THAT(users(list(me)), IsEmpty());
}

}  // namespace
}  // namespace conformance
