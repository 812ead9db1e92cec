#include "simulation/simulated_principal.h"

#include "errors/simulation.h"
#include "iam/authorization/authorizer.h"
#include "iam/base/arn.h"
#include "iam/catalogue/service_linked_roles.h"
#include "iam/store/groups.h"
#include "iam/store/roles.h"
#include "iam/store/users.h"

#include <utility>

namespace iam::service {
namespace {

std::optional<IamName> parse_principal_arn(std::string_view arn) {
  auto const named = parse_iam_arn(arn);
  bool const is_principal =
      named.has_value() && (named->kind == "user" || named->kind == "group" || named->kind == "role");
  return is_principal ? named : std::nullopt;
}

policy::Requester requester_of(IamName const& principal, std::string const& arn) {
  auto const kind = principal.kind == "role" ? policy::RequesterKind::kRoleSession : policy::RequesterKind::kUser;
  return {.kind = kind, .account = principal.account, .arn = arn, .principal_arn = arn};
}

template <class Entity>
Result<SimulatedPrincipal> simulated(Call& call, IamName const& named, std::string_view type,
                                     std::optional<Entity> entity) {
  if (!entity.has_value()) return fail(errors::no_such_policy_source());
  SimulatedPrincipal principal{.requester = requester_of(named, call.arn(named.kind, entity->path, entity->name)),
                               .policies = {},
                               .boundary = std::nullopt};
  principal.requester.unique_id = entity->unique_id;
  if constexpr (requires { entity->permissions_boundary; }) principal.boundary = entity->permissions_boundary;
  if constexpr (std::is_same_v<Entity, store::Role>)
    principal.requester.service_linked = catalogue::is_service_linked(entity->path);
  principal.policies = held_policies(call, call.authorization.policies(),
                                     with_groups(call, {entity->id, type, std::move(entity->name)}));
  return principal;
}

}  // namespace

Result<SimulatedPrincipal> find_simulated_principal(Call& call, std::string_view arn) {
  auto const named = parse_principal_arn(arn);
  if (!named.has_value()) return fail(errors::invalid_policy_source(arn));
  auto const account = call.account();
  if (named->account != account) return fail(errors::foreign_policy_source(account, named->account));
  if (named->kind == "user") {
    return simulated(call, *named, "USER", store::Users(call.store).find(account, named->name));
  }
  if (named->kind == "group") {
    return simulated(call, *named, "GROUP", store::Groups(call.store).find(account, named->name));
  }
  return simulated(call, *named, "ROLE", store::Roles(call.store).find(account, named->name));
}

std::optional<policy::Requester> requester_called(std::string_view arn) {
  auto const named = parse_principal_arn(arn);
  if (!named.has_value()) return std::nullopt;
  return requester_of(*named, std::string(arn));
}

}  // namespace iam::service
