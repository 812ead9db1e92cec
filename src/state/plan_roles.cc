// Roles and instance profiles, as steps.
#include "iam/base/arn.h"
#include "iam/base/ids.h"
#include "iam/call/errors.h"
#include "iam/catalogue/service_linked_roles.h"
#include "iam/store/attachments.h"
#include "iam/store/roles.h"
#include "planner.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace iam::state {
namespace {

constexpr std::int64_t kSessionDurationDefaultS = 3600;

// Whether the trust policy names somebody by an id: AWS writes so of users and roles that are gone, and takes it from
// nobody.
bool names_ids(std::string_view trust) {
  return trust.find("\"AROA") != std::string_view::npos || trust.find("\"AIDA") != std::string_view::npos;
}

// Whether it may name roles of the account, which may not be there yet.
bool may_name_roles(std::string_view trust) {
  return trust.find(":role/") != std::string_view::npos || trust.find(":assumed-role/") != std::string_view::npos;
}

// As it is, whatever it says.
Direct put_trust(std::string role, std::string trust) {
  return [role = std::move(role), trust = std::move(trust)](service::Call& call) -> Status {
    store::Roles roles(call.store);
    auto found = roles.find(call.account(), role);
    found->trust_policy = trust;  // INVARIANT: an earlier step made it
    roles.update(*found);
    return {};
  };
}

// What follows the name that the template gives; nothing when the role is not made from it.
std::optional<std::optional<std::string>> suffix_of(std::string_view role,
                                                    catalogue::ServiceLinkedTemplate const& made_from) {
  auto const name = catalogue::service_linked_role_name(made_from, std::nullopt);
  if (role == name) return std::optional<std::string>();
  if (!made_from.takes_suffix || !role.starts_with(name + "_")) return std::nullopt;
  return std::optional(std::string(role.substr(name.size() + 1)));
}

}  // namespace

// Roles may trust each other: one that names roles is made with a trust in the account's own root, and gets its own
// when all are there. So are those whose trust AWS may not take any more.
void Planner::role(Node const& item) {
  Fields fields(item, "a role", mistakes_);
  auto const name = fields.required("RoleName");
  if (exists(fields)) return role_parts(fields, name);
  auto const path = fields.text("Path").value_or(std::string(kRootPath));
  auto const trust = fields.document("AssumeRolePolicyDocument").value_or("");
  auto given = this->given(fields, "RoleId", id_prefix::kRole, "CreateDate");
  auto description = fields.text("Description");
  auto duration = fields.text("MaxSessionDuration");
  auto boundary = this->boundary(fields, "Role", name);
  auto const tags = this->tags(fields);
  fields.pass_over({"Arn", "RoleLastUsed"});
  count("roles");
  if (catalogue::is_service_linked(path)) {
    service_linked_role(fields, std::move(given), name, path, trust, std::move(description));
    if (!tags.empty()) add("TagRole", item.line, Parameters(plan_).text("RoleName", name).tags(tags));
    fields.pass_over({"RolePolicyList", "InstanceProfileList"});
    return fields.finish();
  }
  bool const is_unread = fields.boolean("AssumeRolePolicyUnread").value_or(false) || names_ids(trust);
  bool const is_of_aws = mistakes_.author() == Author::kAws;
  bool const waits = is_unread || is_of_aws || may_name_roles(trust);
  auto const own_trust =
      fmt::format(R"({{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{{"AWS":"{}"}},)"
                  R"("Action":"sts:AssumeRole"}}]}})",
                  root_arn(partition_, account_));
  add("CreateRole", item.line,
      Parameters(plan_)
          .text("RoleName", name)
          .text("Path", path)
          .text("AssumeRolePolicyDocument", waits ? own_trust : trust)
          .text("Description", std::move(description))
          .text("MaxSessionDuration", std::move(duration))
          .text("PermissionsBoundary", std::move(boundary))
          .tags(tags),
      std::move(given));
  if (waits) {
    auto const line = fields.line_of("AssumeRolePolicyDocument");
    is_unread ? keep_trust(line, name, trust) : trust_when_all_are_there(line, name, trust);
  }
  role_parts(fields, name);
}

void Planner::role_parts(Fields& fields, std::string const& name) {
  inline_policies(fields.find("RolePolicyList"), "Role", name);
  attachments(fields, "Role", name);
  fields.each(fields.find("InstanceProfileList"), [&](Node const& profile) { this->profile(profile, {name}); });
  fields.finish();
}

void Planner::trust_when_all_are_there(std::size_t line, std::string const& role, std::string const& trust) {
  Step step{.account = account_,
            .line = line,
            .operation = "UpdateAssumeRolePolicy",
            .parameters = Parameters(plan_).text("RoleName", role).text("PolicyDocument", trust).take()};
  if (mistakes_.author() == Author::kAws) {
    step.if_malformed = put_trust(role, trust);
    step.if_malformed_note =
        fmt::format("the trust policy of role {} is kept as it is, though AWS would refuse it", role);
  }
  waiting_.push_back(std::move(step));
}

void Planner::keep_trust(std::size_t line, std::string const& role, std::string const& trust) {
  if (names_ids(trust)) {
    plan_.notes.push_back(
        fmt::format("role {} trusts users or roles that are gone: its trust policy is kept as it is", role));
  }
  waiting_.push_back({.account = account_, .line = line, .after = put_trust(role, trust)});
}

// The service makes it, with a trust and a policy of its own.
void Planner::service_linked_role(Fields& fields, Given given, std::string const& name, std::string_view path,
                                  std::string const& trust, std::optional<std::string> description) {
  auto service = path.substr(catalogue::kServiceLinkedPath.size());
  service = service.substr(0, service.find('/'));
  auto const made_from = catalogue::find_service_linked_template(service);
  auto suffix = made_from.has_value() ? suffix_of(name, *made_from) : std::nullopt;
  if (!suffix.has_value()) {
    return foreign_service_role(fields, std::move(given), name, path, trust, std::move(description));
  }
  fields.pass_over({"AttachedManagedPolicies"});
  add("CreateServiceLinkedRole", fields.line(),
      Parameters(plan_)
          .text("AWSServiceName", std::string(service))
          .text("CustomSuffix", *std::move(suffix))
          .text("Description", std::move(description)),
      std::move(given));
}

// Of a service that this server does not know: no operation makes its role.
void Planner::foreign_service_role(Fields& fields, Given given, std::string const& name, std::string_view path,
                                   std::string const& trust, std::optional<std::string> description) {
  std::vector<std::string> policies;
  fields.each(fields.find("AttachedManagedPolicies"), [&](Node const& item) {
    auto const* const named = item.kind == Node::Kind::kMap ? item.find("PolicyArn") : &item;
    if (named == nullptr) return mistakes_.add(item.line, "an attached policy has no `PolicyArn`");
    if (auto policy = attachable(named->text, "Role", name)) policies.push_back(*std::move(policy));
  });
  auto make = [=, path = std::string(path), policies = std::move(policies),
               description = std::move(description)](service::Call& call) -> Status {
    store::Role role{.account = call.account(),
                     .name = name,
                     .path = path,
                     .unique_id = call.ids.unique_id(id_prefix::kRole, call.account()),
                     .created_at = call.now,
                     .trust_policy = trust,
                     .description = description,
                     .max_session_duration_s = kSessionDurationDefaultS};
    if (!store::Roles(call.store).insert(role)) {
      return fail(service::errors::entity_already_exists(fmt::format("Role with name {} already exists.", name)));
    }
    for (auto const& policy : policies) {
      store::Attachments(call.store).attach(call.account(), role.id, policy, call.now);
    }
    return {};
  };
  add_direct(fields.line(), std::move(make)).given = std::move(given);
}

// Of roles that are given, and those that it names itself: by their names, or as the API answers.
void Planner::profile(Node const& item, std::vector<std::string> roles) {
  Fields fields(item, "an instance profile", mistakes_);
  auto const name = fields.required("InstanceProfileName");
  if (!profiles_.insert(name).second) return;
  auto given = this->given(fields, "InstanceProfileId", id_prefix::kInstanceProfile, "CreateDate");
  fields.pass_over({"Arn"});
  add("CreateInstanceProfile", item.line,
      Parameters(plan_).text("InstanceProfileName", name).text("Path", fields.text("Path")).tags(tags(fields)),
      std::move(given));
  auto const* const named = fields.find("Roles");
  if (roles.empty()) {
    fields.each(named, [&](Node const& role) {
      auto const* const text = role.kind == Node::Kind::kMap ? role.find("RoleName") : &role;
      if (text == nullptr) return mistakes_.add(role.line, "a role has no `RoleName`");
      roles.push_back(text->text);
    });
  }
  fields.finish();
  for (auto& role : roles) {
    add("AddRoleToInstanceProfile", fields.line_of("Roles"),
        Parameters(plan_).text("InstanceProfileName", name).text("RoleName", std::move(role)));
  }
  count("instance_profiles");
}

}  // namespace iam::state
