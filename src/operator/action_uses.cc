#include "action_uses.h"

#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "iam/store/action_uses.h"
#include "iam/store/roles.h"
#include "iam/store/users.h"

#include <algorithm>
#include <vector>

namespace iam::gateway {
namespace {

// 0, under which nothing is stored, for whoever is none.
store::EntityId entity_of(store::Session& session, std::string_view arn) {
  auto const named = parse_iam_arn(arn);
  if (!named.has_value()) return 0;
  auto const id = [](auto const& found) { return found ? found->id : 0; };
  if (named->kind == "user") return id(store::Users(session).find(named->account, named->name));
  if (named->kind == "role") return id(store::Roles(session).find(named->account, named->name));
  return 0;
}

}  // namespace

UsesByAction uses_of(service::Surroundings const& surroundings, store::Session& session,
                     std::string_view principal_arn) {
  UsesByAction uses;
  for (auto const& grant : surroundings.authorizer.seen().grants(principal_arn)) {
    for (auto const& action : grant.actions) uses[to_lower_ascii(action)];
  }
  auto const entity = entity_of(session, principal_arn);
  if (entity == 0) return uses;
  auto const add = [&](store::ActionUse const& use) {
    auto& last = uses[to_lower_ascii(use.last.service + ":" + use.action)];
    last = std::max(last, std::optional(use.last.at));
  };
  std::ranges::for_each(store::ActionUses(session).of(entity), add);
  std::ranges::for_each(surroundings.last_used.actions_of(entity), add);
  return uses;
}

}  // namespace iam::gateway
