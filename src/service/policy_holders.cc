#include "policy_holders.h"

#include "errors/access_advisor.h"
#include "iam/base/arn.h"
#include "iam/store/groups.h"
#include "iam/store/roles.h"
#include "iam/store/users.h"

#include <optional>
#include <utility>

namespace iam::service {
namespace {

template <class Entity>
Result<std::vector<PolicyHolder>> holder(Call& call, std::string_view arn, std::string_view kind, std::string_view type,
                                         std::optional<Entity> entity) {
  if (!entity.has_value() || call.arn(kind, entity->path, entity->name) != arn) {
    return fail(errors::no_such_principal(arn));
  }
  return std::vector<PolicyHolder>{{entity->id, type, std::move(entity->name)}};
}

}  // namespace

Result<std::vector<PolicyHolder>> find_policy_holders(Call& call, std::string_view arn) {
  auto const named = parse_iam_arn(arn);
  if (!named.has_value()) return fail(errors::arn_is_no_principal(arn));
  auto const [kind, name] = std::pair(named->kind, named->name);
  if (kind == "group") return holder(call, arn, kind, "GROUP", store::Groups(call.store).find(call.account(), name));
  if (kind == "role") return holder(call, arn, kind, "ROLE", store::Roles(call.store).find(call.account(), name));
  if (kind != "user") return fail(errors::arn_is_no_principal(arn));

  auto holders = holder(call, arn, kind, "USER", store::Users(call.store).find(call.account(), name));
  if (!holders) return holders;
  return with_groups(call, std::move(holders->front()));
}

}  // namespace iam::service
