// Attached policies: https://support.huaweicloud.com/intl/en-us/api-iam5/AttachUserPolicyV5.html and its neighbours.
#include "iam/service/handlers/attachments.h"
#include "errors.h"
#include "iam/base/arn.h"
#include "iam/store/attachments.h"
#include "iam/store/policy_uses.h"
#include "ids.h"
#include "names.h"
#include "operation.h"
#include "page.h"
#include "policies.h"

namespace iam::gateway::huawei {
namespace {

using service::Access;
using service::Call;

// Whoever a policy is attached to and cannot be found is told by the codes of policies.
template <class Entity>
Result<Entity> as_target(Result<Entity> found, std::string_view noun, std::string const& id) {
  if (found.has_value() || found.error().http_status != 404) return found;
  return fail(errors::policy_target_not_found(noun, id));
}

template <auto change, class Request>
Result<json::value> change_of_user(Call& call, Parameters const& in) {
  auto arn = find_policy_arn(call, in.text("policy_id"));
  if (!arn) return fail(arn.error());
  auto user = as_target(find_user(call, in.text("user_id")), "user", in.text("user_id"));
  if (!user) return fail(user.error());
  auto const changed = change(call, Request{.user_name = user->name, .policy_arn = *arn});
  if (changed) return nullptr;
  if (changed.error().http_status == 404) return fail(errors::policy_target_not_found("policy", in.text("policy_id")));
  return fail(errors::translated(changed.error(), "attached policy"));
}

template <auto change, class Request>
Result<json::value> change_of_group(Call& call, Parameters const& in) {
  auto arn = find_policy_arn(call, in.text("policy_id"));
  if (!arn) return fail(arn.error());
  auto group = as_target(find_group(call, in.text("group_id")), "group", in.text("group_id"));
  if (!group) return fail(group.error());
  auto const changed = change(call, Request{.group_name = group->name, .policy_arn = *arn});
  if (changed) return nullptr;
  if (changed.error().http_status == 404) return fail(errors::policy_target_not_found("policy", in.text("policy_id")));
  return fail(errors::translated(changed.error(), "attached policy"));
}

// Functions, each of them. NOLINTBEGIN(readability-identifier-naming)
constexpr auto attach_user = change_of_user<service::attach_user_policy, api::AttachUserPolicyRequest>;
constexpr auto detach_user = change_of_user<service::detach_user_policy, api::DetachUserPolicyRequest>;
constexpr auto attach_group = change_of_group<service::attach_group_policy, api::AttachGroupPolicyRequest>;
constexpr auto detach_group = change_of_group<service::detach_group_policy, api::DetachGroupPolicyRequest>;
// NOLINTEND(readability-identifier-naming)

// Nothing when nobody knows, which is so of what was attached before it was written down.
void add_attached_at(json::object& shown, std::optional<Time> attached_at) {
  if (attached_at.has_value()) shown["attached_at"] = to_iso8601(*attached_at);
}

Result<json::value> list_attached(Call& call, Parameters const& in, std::string_view list, store::EntityId entity) {
  auto const page = Page::make(list, call, in);
  if (!page) return fail(page.error());
  using Attached = store::Attachments::Positioned;
  auto attached =
      store::Attachments(call.store).page(entity, kRootPath, (*page)->after_number(), (*page)->fetch_limit());
  return page->answer(
      "attached_policies", std::move(attached), [](Attached const& each) { return std::to_string(each.position); },
      [&call](Attached const& each) {
        auto shown = policy_reference(call, each.policy_arn);
        add_attached_at(shown, each.attached_at);
        return shown;
      });
}

Result<json::value> list_attached_of_user(Call& call, Parameters const& in) {
  auto const person = find_person(call, in.text("user_id"));
  if (!person) return fail(person.error());
  // Root has no row, and so the id under which nothing is stored.
  return list_attached(call, in, "ListAttachedUserPoliciesV5", person->has_value() ? (*person)->id : 0);
}

Result<json::value> list_attached_of_group(Call& call, Parameters const& in) {
  auto const group = find_group(call, in.text("group_id"));
  if (!group) return fail(group.error());
  return list_attached(call, in, "ListAttachedGroupPoliciesV5", group->id);
}

// The lists of an answer about a policy's entities. Pages run through them in this order, each by name. AWS's roles are
// no agencies, so that nothing is ever in the first.
struct EntityList {
  std::string_view type;
  std::string_view name;
  std::string_view id_name;
  std::vector<store::PolicyUses::Entity> (store::PolicyUses::*read)(std::string_view path_prefix,
                                                                    std::string_view after, std::int64_t limit);
};

constexpr EntityList kEntityLists[] = {
    {"group", "policy_groups", "group_id", &store::PolicyUses::groups},
    {"user", "policy_users", "user_id", &store::PolicyUses::users},
};

struct ListedEntity {
  EntityList const* list;
  store::PolicyUses::Entity entity;
};

// "user/Bob"
std::string position(ListedEntity const& listed) { return std::string(listed.list->type) + "/" + listed.entity.name; }

std::vector<ListedEntity> entities_after(std::string_view after, std::optional<std::string> const& type,
                                         store::PolicyUses uses, std::int64_t limit) {
  auto const slash = after.find('/');
  std::vector<ListedEntity> entities;
  bool begun = after.empty();
  for (auto const& list : kEntityLists) {
    bool const is_continued = !after.empty() && after.substr(0, slash) == list.type;
    begun = begun || is_continued;
    if (!begun || type.value_or(std::string(list.type)) != list.type) continue;
    auto const from = is_continued ? after.substr(slash + 1) : std::string_view();
    for (auto& entity : (uses.*list.read)(kRootPath, from, limit - std::ssize(entities))) {
      entities.push_back({&list, std::move(entity)});
    }
  }
  return entities;
}

Result<json::value> list_entities(Call& call, Parameters const& in) {
  auto const arn = find_policy_arn(call, in.text("policy_id"));
  if (!arn) return fail(arn.error());
  auto const page = Page::make("ListEntitiesForPolicyV5", call, in);
  if (!page) return fail(page.error());
  store::PolicyUses const uses(call.store, call.account(), *arn, store::PolicyUse::kPermissions);
  auto entities = entities_after((*page)->after(), in.optional_text("entity_type"), uses, (*page)->fetch_limit());

  json::object answer{
      {"policy_agencies", json::array()}, {"policy_groups", json::array()}, {"policy_users", json::array()}};
  auto const paged = page->answer("all", std::move(entities), position, [&answer](ListedEntity const& listed) {
    json::object shown{{listed.list->id_name, hex_id_of(listed.entity.unique_id)}};
    add_attached_at(shown, listed.entity.attached_at);
    answer[listed.list->name].get_array().push_back(std::move(shown));
    return nullptr;
  });
  answer["page_info"] = paged.at("page_info");
  return answer;
}

constexpr Member kOfUser[] = {{"user_id", Place::kBody, Presence::kRequired, &rules::kId}};
constexpr Member kOfGroup[] = {{"group_id", Place::kBody, Presence::kRequired, &rules::kId}};

constexpr Member kListEntities[] = {
    {"entity_type", Place::kQuery, Presence::kOptional, &rules::kEntityType},
    kLimit,
    kMarker,
};

constexpr Operation kAttachmentOperations[] = {
    {"AttachUserPolicyV5", "POST", "/v5/policies/{policy_id}/attach-user", "iam:users:attachPolicyV5", Access::kWrite,
     200, kOfUser, attach_user},
    {"DetachUserPolicyV5", "POST", "/v5/policies/{policy_id}/detach-user", "iam:users:detachPolicyV5", Access::kWrite,
     200, kOfUser, detach_user},
    {"AttachGroupPolicyV5", "POST", "/v5/policies/{policy_id}/attach-group", "iam:groups:attachPolicyV5",
     Access::kWrite, 200, kOfGroup, attach_group},
    {"DetachGroupPolicyV5", "POST", "/v5/policies/{policy_id}/detach-group", "iam:groups:detachPolicyV5",
     Access::kWrite, 200, kOfGroup, detach_group},
    {"ListAttachedUserPoliciesV5", "GET", "/v5/users/{user_id}/attached-policies", "iam:users:listAttachedPoliciesV5",
     Access::kRead, 200, kPageMembers, list_attached_of_user},
    {"ListAttachedGroupPoliciesV5", "GET", "/v5/groups/{group_id}/attached-policies",
     "iam:groups:listAttachedPoliciesV5", Access::kRead, 200, kPageMembers, list_attached_of_group},
    {"ListEntitiesForPolicyV5", "GET", "/v5/policies/{policy_id}/attached-entities", "iam:policies:listEntitiesV5",
     Access::kRead, 200, kListEntities, list_entities},
};

}  // namespace

std::span<Operation const> attachment_operations() { return kAttachmentOperations; }

}  // namespace iam::gateway::huawei
