#include "trust.h"

#include "iam/policy/grammar.h"
#include "iam/service/errors.h"
#include "iam/service/quotas.h"
#include "iam/store/roles.h"
#include "iam/store/users.h"

#include <optional>

namespace iam::service {
namespace {

// `text` without `prefix`; nothing when it does not begin with it.
std::optional<std::string_view> after(std::string_view text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return std::nullopt;
  return text.substr(prefix.size());
}

// A principal is found by its path and name as they are written: ARNs have a case.
template <class Repository>
bool has(Repository repository, AccountId account, std::string_view path_and_name) {
  auto const slash = path_and_name.rfind('/') + 1;
  auto const path = std::string("/").append(path_and_name.substr(0, slash));
  auto const name = path_and_name.substr(slash);
  auto const found = repository.find(account, name);
  return found.has_value() && found->name == name && found->path == path;
}

bool principal_exists(Call& call, ArnParts const& arn) {
  if (auto const user = after(arn.resource, "user/")) return has(store::Users(call.store), call.account(), *user);
  if (auto const role = after(arn.resource, "role/")) return has(store::Roles(call.store), call.account(), *role);
  // A session is as good as its role, whose path its ARN does not tell. Federated users are not known before they come.
  if (auto const session = after(arn.resource, "assumed-role/")) {
    auto const name = session->substr(0, session->find('/'));
    auto const role = store::Roles(call.store).find(call.account(), name);
    return role.has_value() && role->name == name;
  }
  return true;
}

}  // namespace

Status check_trust_policy(Call& call, std::string_view document) {
  policy::PrincipalLookup const lookup{.partition = call.caller.partition,
                                       .account = call.account(),
                                       .exists = [&call](ArnParts const& arn) { return principal_exists(call, arn); }};
  if (auto fault = policy::trust_policy_fault(document, lookup)) {
    return fail(errors::malformed_policy_document(*std::move(fault)));
  }
  return check_quota(call, quotas::kTrustPolicySize, static_cast<std::int64_t>(policy::counted_size(document)));
}

}  // namespace iam::service
