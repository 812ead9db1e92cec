// ListEntitiesForPolicy: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html
#include "iam/store/policy_uses.h"

#include "errors/attachments.h"
#include "iam/authorization/managed_policies.h"
#include "iam/authorization/policy_arn.h"
#include "iam/base/arn.h"
#include "iam/call/call.h"
#include "iam/call/paging.h"
#include "iam/service/handlers/attachments.h"

namespace iam::service {
namespace {

using Uses = std::vector<store::PolicyUses::Entity>;

// One of the three lists of the answer. Pages run through them in this order, each by name.
struct UseList {
  std::string_view entity_type;  // as EntityFilter names it
  Uses (store::PolicyUses::*read)(std::string_view path_prefix, std::string_view after, std::int64_t limit);
  void (*show)(api::ListEntitiesForPolicyResponse& response, store::PolicyUses::Entity entity);
};

constexpr UseList kUseLists[] = {
    {"Group", &store::PolicyUses::groups,
     [](api::ListEntitiesForPolicyResponse& response, store::PolicyUses::Entity entity) {
       response.policy_groups->push_back({std::move(entity.name), std::move(entity.unique_id)});
     }},
    {"User", &store::PolicyUses::users,
     [](api::ListEntitiesForPolicyResponse& response, store::PolicyUses::Entity entity) {
       response.policy_users->push_back({std::move(entity.name), std::move(entity.unique_id)});
     }},
    {"Role", &store::PolicyUses::roles,
     [](api::ListEntitiesForPolicyResponse& response, store::PolicyUses::Entity entity) {
       response.policy_roles->push_back({std::move(entity.name), std::move(entity.unique_id)});
     }},
};

struct Use {
  UseList const* list;
  store::PolicyUses::Entity entity;
};

store::PolicyUse use_asked_for(std::optional<std::string> const& filter) {
  if (!filter.has_value()) return store::PolicyUse::kAny;
  return *filter == "PermissionsBoundary" ? store::PolicyUse::kBoundary : store::PolicyUse::kPermissions;
}

}  // namespace

// EntityFilter may also name kinds of policies; AWS then answers three empty lists.
Result<api::ListEntitiesForPolicyResponse> list_entities_for_policy(Call& call,
                                                                    api::ListEntitiesForPolicyRequest const& request) {
  if (auto sound = check_policy_arn(call, request.policy_arn); !sound) return fail(sound.error());
  if (!find_attachable_policy(call, request.policy_arn)) return fail(errors::policy_not_attachable(request.policy_arn));
  auto const page = PageRequest::make("ListEntitiesForPolicy", call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());

  auto const path_prefix = request.path_prefix.value_or(std::string(kRootPath));
  store::PolicyUses stored(call.store, call.account(), request.policy_arn, use_asked_for(request.policy_usage_filter));
  SectionedPage<Use> uses(*page);
  for (auto const& list : kUseLists) {
    bool const is_asked_for = request.entity_filter.value_or(std::string(list.entity_type)) == list.entity_type;
    if (!uses.enter(list.entity_type) || !is_asked_for) continue;
    std::vector<Use> found;
    for (auto& entity : (stored.*list.read)(path_prefix, uses.after(), uses.fetch_limit())) {
      found.push_back({&list, std::move(entity)});
    }
    uses.add(std::move(found), [](Use const& use) { return use.entity.name; });
  }

  api::ListEntitiesForPolicyResponse response{.policy_groups = {{}}, .policy_users = {{}}, .policy_roles = {{}}};
  for (auto& use : uses.finish(response)) use.list->show(response, std::move(use.entity));
  return response;
}

}  // namespace iam::service
