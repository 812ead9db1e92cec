// https://support.huaweicloud.com/intl/en-us/api-iam5/iam_02_1124.html
#include "permissions.h"

#include "errors.h"
#include "iam/policy/compile.h"
#include "iam/policy/evaluate.h"
#include "iam/service/handlers/policies.h"
#include "iam/store/attachments.h"
#include "iam/store/tags.h"
#include "names.h"
#include "policies.h"
#include "policy_document.h"

#include <algorithm>

namespace iam::gateway::huawei {
namespace {

using service::Call;

// More than the quota lets a user be in.
constexpr std::int64_t kGroupsMax = 1000;

// The kind of thing that actions of a beginning act on, and the members of a request that tell which one.
struct Subject {
  std::string_view action_beginning;
  std::string_view kind;
  std::string_view id_member;
  std::string_view name_member;  // of what is about to be made
};

constexpr Subject kSubjects[] = {
    {"iam:users:", "user", "user_id", "name"},
    {"iam:credentials:", "user", "user_id", ""},
    {"iam:groups:", "group", "group_id", "group_name"},
    {"iam:permissions:", "group", "group_id", ""},
    {"iam:policies:", "policy", "policy_id", "policy_name"},
    {"iam::", "user", "resource_id", ""},
};

constexpr std::string_view kEverything = "*";

std::optional<store::User> user_of(Call& call, std::string const& id) {
  auto const person = find_person(call, id);
  return person.has_value() ? *person : std::nullopt;
}

std::optional<std::string> urn_of_id(Call& call, std::string_view kind, std::string const& id) {
  if (kind == "policy") {
    auto const arn = find_policy_arn(call, id);
    if (!arn) return std::nullopt;
    return std::string(policy_reference(call, *arn).at("urn").get_string());
  }
  if (kind == "group") {
    auto const group = find_group(call, id);
    return group ? std::optional(urn(call, kind, group->name)) : std::nullopt;
  }
  auto const person = find_person(call, id);
  if (!person) return std::nullopt;
  return urn(call, kind, person->has_value() ? (*person)->name : root_name(call));
}

// What the operation acts on; everything where it is a list, or names what is not there.
std::string resource_urn(Call& call, Operation const& operation, Parameters const& in) {
  // Without an id it is about whoever calls.
  if (operation.path == "/v5/caller-password") return urn(call, "user", call.caller.user_name);
  auto const subject = std::ranges::find_if(
      kSubjects, [&operation](Subject const& each) { return operation.action.starts_with(each.action_beginning); });
  if (subject == std::end(kSubjects)) return std::string(kEverything);
  if (in.find(subject->id_member) != nullptr) {
    return urn_of_id(call, subject->kind, in.text(subject->id_member)).value_or(std::string(kEverything));
  }
  if (!subject->name_member.empty() && in.find(subject->name_member) != nullptr) {
    return urn(call, subject->kind, in.optional_text("path").value_or("") + in.text(subject->name_member));
  }
  return std::string(kEverything);
}

policy::Context context_of(Call& call, Parameters const& in) {
  policy::Context context;
  context.set("g:CurrentTime", to_iso8601(call.now));
  context.set("g:UserName", call.caller.user_name);
  for (auto const* member : {"user_id", "resource_id"}) {
    auto const* id = in.find(member);
    if (id == nullptr) continue;
    auto const user = user_of(call, std::string(id->get_string()));
    if (!user.has_value()) continue;
    for (auto const& tag : store::Tags(call.store, store::KeyCase::kIgnored).all(user->id)) {
      context.set("g:ResourceTag/" + tag.key, tag.value);
    }
  }
  return context;
}

// Null for what is a document in neither language.
policy::CompiledPolicyPtr compiled(std::string_view text) {
  if (auto document = parse_policy_document(text)) return policy::compile(*std::move(document));
  return policy::compile(text).value_or(nullptr);
}

void add_policies(Call& call, store::EntityId entity, policy::PolicyList& policies) {
  for (auto const& arn : store::Attachments(call.store).all(entity)) {
    auto const found = service::get_policy(call, {.policy_arn = arn});
    if (!found) continue;
    auto const version =
        service::get_policy_version(call, {.policy_arn = arn, .version_id = found->policy->default_version_id.value()});
    if (!version) continue;
    auto document = compiled(version->policy_version->document.value());
    if (document != nullptr) policies.push_back({.id = arn, .arn = arn, .compiled = std::move(document)});
  }
}

policy::PolicyList policies_of_caller(Call& call) {
  policy::PolicyList policies;
  auto const user = store::Users(call.store).find(call.account(), call.caller.user_name);
  if (!user.has_value()) return policies;
  add_policies(call, user->id, policies);
  for (auto const& group : store::Groups(call.store).page_of_user(call.account(), user->id, "", kGroupsMax)) {
    add_policies(call, group.id, policies);
  }
  return policies;
}

}  // namespace

Status check_permission(Call& call, Operation const& operation, Parameters const& in) {
  if (call.caller.kind == service::Caller::Kind::kRoot || operation.action.empty()) return {};
  auto const resource = resource_urn(call, operation, in);
  policy::Request const request{.requester = {.kind = policy::RequesterKind::kUser,
                                              .account = call.account(),
                                              .arn = call.caller.arn,
                                              .principal_arn = call.caller.arn,
                                              .unique_id = call.caller.unique_id},
                                .action = std::string(operation.action),
                                .resource = engine_resource(resource),
                                .context = context_of(call, in)};
  policy::PolicySets const sets{.identity = policies_of_caller(call)};
  if (policy::evaluate(request, sets).allowed()) return {};
  return fail(errors::access_denied("user " + urn(call, "user", call.caller.user_name) +
                                    " is not authorized to perform " + std::string(operation.action) + " on " +
                                    resource));
}

}  // namespace iam::gateway::huawei
