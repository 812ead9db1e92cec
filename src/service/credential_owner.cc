#include "credential_owner.h"

#include "users.h"

namespace iam::service {

Result<CredentialOwner> find_credential_owner(Call& call, std::optional<std::string> const& user_name) {
  if (!user_name.has_value() && call.caller.kind == Caller::Kind::kRoot) return CredentialOwner{};
  auto user = find_user_or_caller(call, user_name);
  if (!user) return fail(user.error());
  return CredentialOwner{.user = user->id, .name = std::move(user->name)};
}

}  // namespace iam::service
