#include "iam/policy/requester.h"

#include "iam/base/arn.h"

#include <array>
#include <string>
#include <utility>

namespace iam::policy {
namespace {

struct Kind {
  std::string_view service;
  std::string_view prefix;
  RequesterKind kind;
};

constexpr std::array<Kind, 4> kKinds{{{"iam", "user/", RequesterKind::kUser},
                                      {"iam", "role/", RequesterKind::kRoleSession},
                                      {"sts", "assumed-role/", RequesterKind::kRoleSession},
                                      {"sts", "federated-user/", RequesterKind::kFederatedUser}}};

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

// arn:aws:sts::123456789012:assumed-role/Role/session is of arn:aws:iam::123456789012:role/Role.
std::optional<std::string> role_of_session(ArnParts const& arn) {
  auto rest = arn.resource.substr(arn.resource.find('/') + 1);
  auto const role = rest.substr(0, rest.find('/'));
  if (role.empty() || role.size() + 1 >= rest.size()) return std::nullopt;
  std::string text = "arn:";
  text.append(arn.partition).append(":iam::").append(arn.account).append(":role/").append(role);
  return text;
}

}  // namespace

std::optional<Requester> requester_named(std::string_view arn) {
  auto const parts = parse_arn(arn);
  auto const account = parts.has_value() ? AccountId::parse(parts->account) : std::nullopt;
  if (!account.has_value() || !parts->region.empty()) return std::nullopt;
  Requester requester{.account = account, .arn = std::string(arn), .principal_arn = std::string(arn)};
  if (parts->service == "iam" && parts->resource == "root") {
    requester.kind = RequesterKind::kRoot;
    return requester;
  }
  for (auto const& [service, prefix, kind] : kKinds) {
    if (parts->service != service || !parts->resource.starts_with(prefix)) continue;
    if (parts->resource.size() == prefix.size() || parts->resource.ends_with('/')) return std::nullopt;
    requester.kind = kind;
    if (service == "iam" || kind == RequesterKind::kFederatedUser) return requester;
    auto role = role_of_session(*parts);
    if (!role.has_value()) return std::nullopt;
    requester.principal_arn = *std::move(role);
    return requester;
  }
  return std::nullopt;
}

void add_requester_keys(Requester const& requester, Context& context) {
  if (!requester.account.has_value()) return;
  context.set_unless_there("aws:PrincipalArn", requester.principal_arn);
  context.set_unless_there("aws:PrincipalAccount", requester.account->text());
  context.set_unless_there("aws:PrincipalType", std::string(principal_type(requester.kind)));
  if (requester.kind != RequesterKind::kUser) return;
  context.set_unless_there("aws:username", requester.arn.substr(requester.arn.rfind('/') + 1));
}

}  // namespace iam::policy
