#include "iam/policy/requester.h"

#include "iam/base/arn.h"
#include "iam/base/text.h"

#include <string>
#include <utility>

namespace iam::policy {
namespace {

Requester named_by(std::string_view arn, AccountId account, RequesterKind kind) {
  return {.kind = kind, .account = account, .arn = std::string(arn), .principal_arn = std::string(arn)};
}

// Of those whom IAM's ARNs name, who can ask.
std::optional<RequesterKind> kind_of(IamName const& named) {
  if (named.kind == "root") return RequesterKind::kRoot;
  if (named.kind == "user") return RequesterKind::kUser;
  if (named.kind == "role") return RequesterKind::kRoleSession;
  return std::nullopt;
}

// Sessions have ARNs of STS: arn:aws:sts::123456789012:assumed-role/Role/session is of
// arn:aws:iam::123456789012:role/Role.
std::optional<Requester> session_named(std::string_view arn) {
  auto const parts = parse_arn(arn);
  if (!parts.has_value() || parts->service != "sts" || !parts->region.empty()) return std::nullopt;
  auto const partition = partition_named(parts->partition);
  auto const account = AccountId::parse(parts->account);
  if (!partition.has_value() || !account.has_value()) return std::nullopt;
  auto session = parts->resource;
  auto const kind = take_until(session, '/');
  if (session.empty() || session.ends_with('/')) return std::nullopt;
  if (kind == "federated-user") return named_by(arn, *account, RequesterKind::kFederatedUser);
  auto const role = take_until(session, '/');
  if (kind != "assumed-role" || role.empty() || session.empty()) return std::nullopt;
  auto requester = named_by(arn, *account, RequesterKind::kRoleSession);
  requester.principal_arn = iam_arn(*partition, *account, "role", "/", role);
  return requester;
}

}  // namespace

std::string_view principal_type(RequesterKind kind) {
  switch (kind) {
    case RequesterKind::kRoot:
      return "Account";
    case RequesterKind::kUser:
      return "User";
    case RequesterKind::kRoleSession:
      return "AssumedRole";
    case RequesterKind::kFederatedUser:
      return "FederatedUser";
    case RequesterKind::kAnonymous:
    case RequesterKind::kWebIdentity:
    case RequesterKind::kSaml:
    case RequesterKind::kService:
      break;
  }
  return "Anonymous";
}

std::optional<Requester> requester_named(std::string_view arn) {
  auto const named = parse_iam_arn(arn);
  if (!named.has_value()) return session_named(arn);
  auto const kind = kind_of(*named);
  return kind.has_value() ? std::optional(named_by(arn, named->account, *kind)) : std::nullopt;
}

void add_requester_keys(Requester const& requester, Context& context) {
  if (!requester.account.has_value()) return;
  context.set_unless_there("aws:PrincipalArn", requester.principal_arn);
  context.set_unless_there("aws:PrincipalAccount", requester.account->text());
  context.set_unless_there("aws:PrincipalType", std::string(principal_type(requester.kind)));
  if (requester.kind != RequesterKind::kUser) return;
  context.set_unless_there("aws:username", std::string(after_last(requester.arn, '/')));
}

}  // namespace iam::policy
