// https://support.huaweicloud.com/intl/en-us/api-iam5/iam_02_1124.html
#include "permissions.h"

#include "errors.h"
#include "iam/authorization/authorizer.h"
#include "iam/call/session_rules.h"
#include "iam/face/user_tags.h"
#include "names.h"
#include "own_operations.h"
#include "policies.h"
#include "policy_document.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace iam::gateway::huawei {
namespace {

using service::Call;
using service::Need;

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

// The user that a request names, with its tags.
std::vector<store::Tag> tags_of_subject(Call& call, Parameters const& in) {
  for (auto const* member : {"user_id", "resource_id"}) {
    auto const* id = in.find(member);
    if (id == nullptr) continue;
    auto const user = user_of(call, std::string(id->get_string()));
    if (user.has_value()) return user_tags(call, user->id);
  }
  return {};
}

policy::Context context_of(Call& call, std::vector<store::Tag> const& tags) {
  policy::Context context;
  context.set("g:CurrentTime", to_iso8601(call.now));
  if (!call.caller.user_name.empty()) context.set("g:UserName", call.caller.user_name);
  for (auto const& [key, value] : tags) context.set("g:ResourceTag/" + key, value);
  return context;
}

// Null for what is a document in neither language.
policy::CompiledPolicyPtr compiled(std::string_view text) {
  if (auto document = parse_policy_document(text)) return policy::compile(*std::move(document), text);
  return policy::compile(text).value_or(nullptr);
}

constexpr service::ForeignLanguage kLanguage{"huawei", compiled};

Need need_of(Call& call, Operation const& operation, Parameters const& in) {
  auto urn = resource_urn(call, operation, in);
  auto tags = tags_of_subject(call, in);
  auto keys = context_of(call, tags);
  return {.action = std::string(operation.action),
          .resource = {.arn = engine_resource(urn),
                       .shown = std::move(urn),
                       .account = call.account(),
                       .tags = std::move(tags)},
          .keys = std::move(keys),
          .language = &kLanguage};
}

}  // namespace

Status check_permission(Call& call, Operation const& operation, Parameters const& in) {
  if (!service::check_session_for_iam(call.caller)) return fail(errors::bad_signature());
  if (operation.action.empty()) return {};
  auto const need = need_of(call, operation, in);
  auto allowed = call.authorization.check_action(call, need);
  auto own = allowed.has_value() ? own_operation(call, operation, in) : std::nullopt;
  if (own.has_value()) {
    own->request.is_granted = call.authorization.is_granted_in_its_language(call, need);
    allowed = call.authorization.check_operation(call, *own->operation, own->request);
  }
  if (allowed.has_value()) return {};
  return fail(errors::access_denied("user " + urn(call, "user", call.caller.user_name) +
                                    " is not authorized to perform " + need.action + " on " + need.resource.shown));
}

}  // namespace iam::gateway::huawei
