#include "own_operations.h"

#include "iam/authorization/caller_context.h"
#include "names.h"
#include "policies.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::gateway::huawei {
namespace {

using service::Call;
using service::PermissionRequest;

// How a request says what it is about.
enum class By {
  kUser,     // the id of a user in `member`
  kGroup,    // of a group
  kPolicy,   // of a policy
  kName,     // the name, of what is to be made
  kCaller,   // nothing: whoever calls
  kNothing,  // the account
};

struct Row {
  std::string_view operation;
  std::string_view own;
  By by;
  std::string_view member;
};

constexpr Row kRows[] = {
    {"CreateUserV5", "CreateUser", By::kName, "name"},
    {"UpdateUserV5", "UpdateUser", By::kUser, "user_id"},
    {"DeleteUserV5", "DeleteUser", By::kUser, "user_id"},
    {"CreateAccessKeyV5", "CreateAccessKey", By::kUser, "user_id"},
    {"UpdateAccessKeyV5", "UpdateAccessKey", By::kUser, "user_id"},
    {"DeleteAccessKeyV5", "DeleteAccessKey", By::kUser, "user_id"},
    {"CreateLoginProfileV5", "CreateLoginProfile", By::kUser, "user_id"},
    {"UpdateLoginProfileV5", "UpdateLoginProfile", By::kUser, "user_id"},
    {"DeleteLoginProfileV5", "DeleteLoginProfile", By::kUser, "user_id"},
    {"ChangePasswordV5", "ChangePassword", By::kCaller, ""},
    {"TagResourceV5", "TagUser", By::kUser, "resource_id"},
    {"DeleteResourceTagsV5", "UntagUser", By::kUser, "resource_id"},
    {"CreateGroupV5", "CreateGroup", By::kName, "group_name"},
    {"UpdateGroupV5", "UpdateGroup", By::kGroup, "group_id"},
    {"DeleteGroupV5", "DeleteGroup", By::kGroup, "group_id"},
    {"AddUserToGroupV5", "AddUserToGroup", By::kGroup, "group_id"},
    {"RemoveUserFromGroupV5", "RemoveUserFromGroup", By::kGroup, "group_id"},
    {"CreatePolicyV5", "CreatePolicy", By::kName, "policy_name"},
    {"DeletePolicyV5", "DeletePolicy", By::kPolicy, "policy_id"},
    {"CreatePolicyVersionV5", "CreatePolicyVersion", By::kPolicy, "policy_id"},
    {"DeletePolicyVersionV5", "DeletePolicyVersion", By::kPolicy, "policy_id"},
    {"SetDefaultPolicyVersionV5", "SetDefaultPolicyVersion", By::kPolicy, "policy_id"},
    {"AttachUserPolicyV5", "AttachUserPolicy", By::kUser, "user_id"},
    {"DetachUserPolicyV5", "DetachUserPolicy", By::kUser, "user_id"},
    {"AttachGroupPolicyV5", "AttachGroupPolicy", By::kGroup, "group_id"},
    {"DetachGroupPolicyV5", "DetachGroupPolicy", By::kGroup, "group_id"},
    {"UpdatePasswordPolicyV5", "UpdateAccountPasswordPolicy", By::kNothing, ""},
};

// Fills in what the request is about; false when that is not there. Root has no name, and is whoever calls.
bool find_subject(Call& call, Row const& row, Parameters const& in, PermissionRequest& request) {
  switch (row.by) {
    case By::kUser: {
      auto const person = find_person(call, in.text(row.member));
      if (person && person->has_value()) request.name = (*person)->name;
      return person.has_value();
    }
    case By::kGroup: {
      auto const group = find_group(call, in.text(row.member));
      if (group) request.name = group->name;
      return group.has_value();
    }
    case By::kPolicy: {
      auto const arn = find_policy_arn(call, in.text(row.member));
      if (arn) request.name = *arn;
      return arn.has_value();
    }
    case By::kName:
      request.name = in.text(row.member);
      request.path = "/" + in.optional_text("path").value_or("");
      return true;
    case By::kCaller:
      if (!call.caller.user_name.empty()) request.name = call.caller.user_name;
      return true;
    case By::kNothing:
      return true;
  }
  return false;
}

void add_keys(Call& call, Row const& row, Parameters const& in, PermissionRequest& request) {
  bool const is_about_attachment = row.own.starts_with("Attach") || row.own.starts_with("Detach");
  if (is_about_attachment) {
    if (auto const arn = find_policy_arn(call, in.text("policy_id"))) request.keys.set("iam:PolicyARN", *arn);
  }
  std::vector<store::Tag> tags;
  std::vector<std::string> removed;
  if (row.own == "TagUser") {
    for (auto const& tag : in.list("tags")) {
      tags.push_back({std::string(tag.at("tag_key").get_string()), std::string(tag.at("tag_value").get_string())});
    }
  } else if (row.own == "UntagUser") {
    for (auto const& name : in.list("tag_keys")) removed.emplace_back(name.get_string());
  }
  service::add_request_tags(request.keys, tags, removed);
}

}  // namespace

std::optional<OwnOperation> own_operation(Call& call, Operation const& operation, Parameters const& in) {
  auto const* row = std::ranges::find(kRows, operation.name, &Row::operation);
  if (row == std::end(kRows)) return std::nullopt;
  OwnOperation own{.operation = service::find_operation(service::Service::kIam, row->own), .request = {}};
  if (!find_subject(call, *row, in, own.request)) return std::nullopt;
  if (row->own == "UpdateUser") own.request.new_name = in.optional_text("new_user_name");
  if (row->own == "UpdateGroup") own.request.new_name = in.optional_text("new_group_name");
  add_keys(call, *row, in, own.request);
  return own;
}

}  // namespace iam::gateway::huawei
