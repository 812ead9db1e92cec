#include "trust.h"

#include "iam/base/text.h"
#include "iam/call/errors.h"
#include "iam/call/quotas.h"
#include "iam/policy/grammar.h"
#include "iam/policy/rewrite.h"
#include "iam/store/roles.h"
#include "iam/store/users.h"

#include <optional>

namespace iam::service {
namespace {

constexpr std::string_view kUser = "user";
constexpr std::string_view kRole = "role";

// `text` after `<kind>/`; nothing when it is of another kind.
std::optional<std::string_view> after_kind(std::string_view text, std::string_view kind) {
  if (!text.starts_with(kind) || !text.substr(kind.size()).starts_with('/')) return std::nullopt;
  return text.substr(kind.size() + 1);
}

// The user or role of this path and name, in the case they are written in: ARNs have one. It has to be known already,
// and there still.
template <class Repository>
std::optional<store::TrustedPrincipal> find_principal(Call& call, std::string_view kind,
                                                      std::string_view path_and_name) {
  auto const name = after_last(path_and_name, '/');
  auto const found = Repository(call.store).find(call.account(), name);
  if (!found.has_value() || std::string("/").append(path_and_name) != found->path + found->name) return std::nullopt;
  auto const known = Repository(call.known).find(call.account(), name);
  if (!known.has_value() || known->id != found->id) return std::nullopt;
  return store::TrustedPrincipal{found->id, call.arn(kind, found->path, found->name)};
}

// A session is as good as its role, whose path its ARN does not tell.
bool session_exists(Call& call, std::string_view role_and_session) {
  auto const name = role_and_session.substr(0, role_and_session.find('/'));
  auto const role = store::Roles(call.known).find(call.account(), name);
  return role.has_value() && role->name == name;
}

// Adds the users and roles among the principals to `trusted`.
bool principal_exists(Call& call, ArnParts const& arn, std::vector<store::TrustedPrincipal>& trusted) {
  if (auto const session = after_kind(arn.resource, "assumed-role")) return session_exists(call, *session);
  std::optional<store::TrustedPrincipal> found;
  if (auto const user = after_kind(arn.resource, kUser)) {
    found = find_principal<store::Users>(call, kUser, *user);
  } else if (auto const role = after_kind(arn.resource, kRole)) {
    found = find_principal<store::Roles>(call, kRole, *role);
  } else {
    return true;  // federated users are not known before they come
  }
  if (!found.has_value()) return false;
  trusted.push_back(*std::move(found));
  return true;
}

}  // namespace

Result<std::vector<store::TrustedPrincipal>> check_trust_policy(Call& call, std::string_view document) {
  std::vector<store::TrustedPrincipal> trusted;
  policy::PrincipalLookup const lookup{
      .partition = call.caller.partition, .account = call.account(), .exists = [&](ArnParts const& arn) {
        return principal_exists(call, arn, trusted);
      }};
  if (auto fault = policy::trust_policy_fault(document, lookup)) {
    return fail(errors::malformed_policy_document(*std::move(fault)));
  }
  auto const size = static_cast<std::int64_t>(policy::counted_size(document));
  if (auto room = check_quota(call, quotas::kTrustPolicySize, size); !room) return fail(room.error());
  return trusted;
}

void respell_principal(Call& call, store::EntityId principal, std::string_view spelling) {
  store::TrustedPrincipals principals(call.store);
  for (auto& trust : principals.of(principal)) {
    trust.trust_policy = policy::respell_principal(trust.trust_policy, trust.spelling, spelling);
    trust.spelling = spelling;
    principals.respell(principal, trust);
  }
}

}  // namespace iam::service
