// Users, groups and the policies that they and roles have, as steps.
#include "iam/base/ids.h"
#include "planner.h"

#include <fmt/format.h>

#include <algorithm>

namespace iam::state {
namespace {

// Of the operations whose names are `verb`, a noun and more, the noun's.
std::string_view operation_of(std::string_view verb, std::string_view noun) {
  static constexpr std::string_view kOperations[] = {"PutUserPolicy",    "PutGroupPolicy",    "PutRolePolicy",
                                                     "AttachUserPolicy", "AttachGroupPolicy", "AttachRolePolicy"};
  // INVARIANT: nouns are User, Group and Role.
  return *std::ranges::find_if(kOperations, [&](std::string_view each) {
    return each.starts_with(verb) && each.substr(verb.size()).starts_with(noun);
  });
}

std::string_view name_parameter(std::string_view noun) {
  if (noun == "User") return "UserName";
  return noun == "Group" ? "GroupName" : "RoleName";
}

}  // namespace

// A list as the API answers, or an object of documents by their names.
void Planner::inline_policies(Node const* list, std::string_view noun, std::string const& name) {
  if (list == nullptr) return;
  auto const put = [&](std::size_t line, std::string policy, std::optional<std::string> document) {
    add(operation_of("Put", noun), line,
        Parameters(plan_)
            .text(name_parameter(noun), name)
            .text("PolicyName", std::move(policy))
            .text("PolicyDocument", std::move(document)));
  };
  if (list->kind == Node::Kind::kMap) {
    Fields policies(*list, "the inline policies", mistakes_);
    for (auto const& [policy, document] : list->members) put(document.line, policy, policies.document(policy));
    return;
  }
  if (list->kind != Node::Kind::kList) return mistakes_.add(list->line, "inline policies are a list, or an object");
  for (auto const& item : list->items) {
    Fields policy(item, "an inline policy", mistakes_);
    auto policy_name = policy.required("PolicyName");
    auto document = policy.document("PolicyDocument");
    policy.finish();
    put(item.line, std::move(policy_name), std::move(document));
  }
}

// A list of ARNs or names, or of objects with ARNs.
void Planner::attachments(Fields& fields, std::string_view noun, std::string const& name) {
  fields.each(fields.find("AttachedManagedPolicies"), [&](Node const& item) {
    std::string named = item.text;
    if (item.kind != Node::Kind::kScalar) {
      Fields attached(item, "an attached policy", mistakes_);
      attached.pass_over({"PolicyName"});
      named = attached.required("PolicyArn");
      attached.finish();
    }
    auto policy = attachable(named, noun, name);
    if (!policy.has_value()) return;
    add(operation_of("Attach", noun), item.line,
        Parameters(plan_).text(name_parameter(noun), name).text("PolicyArn", *std::move(policy)));
  });
}

bool Planner::exists(Fields& fields) { return fields.boolean("Exists").value_or(false); }

void Planner::group(Node const& item) {
  Fields fields(item, "a group", mistakes_);
  auto const name = fields.required("GroupName");
  if (!exists(fields)) {
    auto given = this->given(fields, "GroupId", id_prefix::kGroup, "CreateDate");
    fields.pass_over({"Arn"});
    add("CreateGroup", item.line, Parameters(plan_).text("GroupName", name).text("Path", fields.text("Path")),
        std::move(given));
    count("groups");
  }
  inline_policies(fields.find("GroupPolicyList"), "Group", name);
  attachments(fields, "Group", name);
  fields.finish();
}

void Planner::user(Node const& item) {
  Fields fields(item, "a user", mistakes_);
  auto const name = fields.required("UserName");
  if (exists(fields)) return user_parts(fields, name);
  auto given = this->given(fields, "UserId", id_prefix::kUser, "CreateDate");
  fields.pass_over({"Arn", "PasswordLastUsed"});
  add("CreateUser", item.line,
      Parameters(plan_)
          .text("UserName", name)
          .text("Path", fields.text("Path"))
          .text("PermissionsBoundary", boundary(fields, "User", name))
          .tags(tags(fields)),
      std::move(given));
  count("users");
  user_parts(fields, name);
}

void Planner::user_parts(Fields& fields, std::string const& name) {
  inline_policies(fields.find("UserPolicyList"), "User", name);
  attachments(fields, "User", name);
  fields.each(fields.find("GroupList"), [&](Node const& group) {
    add("AddUserToGroup", group.line, Parameters(plan_).text("GroupName", group.text).text("UserName", name));
  });
  if (auto const* profile = fields.find("LoginProfile")) login_profile(*profile, name);
  auto const each = [&](std::string_view list, void (Planner::*make)(Node const&, std::string const&)) {
    fields.each(fields.find(list), [&](Node const& part) { (this->*make)(part, name); });
  };
  each("AccessKeys", &Planner::access_key);
  each("MFADevices", &Planner::mfa_device);
  each("SSHPublicKeys", &Planner::ssh_public_key);
  each("SigningCertificates", &Planner::signing_certificate);
  each("ServiceSpecificCredentials", &Planner::service_credential);
  fields.finish();
}

}  // namespace iam::state
