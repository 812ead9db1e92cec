#include "trust_principals.h"

#include "iam/base/arn.h"
#include "iam/base/aws_domains.h"
#include "iam/base/text.h"

#include <algorithm>
#include <string_view>

namespace iam::policy {
namespace {

using Message = std::optional<std::string>;

constexpr std::string_view kFederated = "Federated principals must be valid domain names or SAML metadata ARNs";
constexpr std::string_view kEveryone = "AssumeRolepolicy contained an invalid principal: \"STAR\":\"*\".";
constexpr std::string_view kOidcProvider = "oidc-provider/";
constexpr std::string_view kSamlProvider = "saml-provider/";
constexpr std::string_view kAccountRoot = "root";

Message invalid_principal(Principal const& principal) {
  return "Invalid principal in policy: \"" + to_upper_ascii(principal_kind_name(principal.kind)) + "\":\"" +
         principal.value + "\"";
}

// Labels of letters, digits and hyphens between dots, at least two of them.
bool is_domain_name(std::string_view text) {
  std::size_t labels = 0;
  while (true) {
    auto const dot = text.find('.');
    std::string_view const label = text.substr(0, dot);
    bool const is_label = !label.empty() && label.front() != '-' && label.back() != '-' &&
                          std::ranges::all_of(label, [](char c) { return is_alphanumeric(c) || c == '-'; });
    if (!is_label) return false;
    ++labels;
    if (dot == std::string_view::npos) return labels > 1;
    text.remove_prefix(dot + 1);
  }
}

bool is_below(std::string_view name, std::string_view domain) {
  if (!name.ends_with(domain)) return false;
  name.remove_suffix(domain.size());
  return name.ends_with('.');
}

// No list of the services is complete for long: any name under one of AWS's own domains is taken.
bool is_service(std::string_view name) {
  constexpr std::string_view kOtherDomains[] = {"amazon.com", "aws.internal"};
  auto const is_below_it = [&](std::string_view domain) { return is_below(name, domain); };
  return is_domain_name(name) && (std::ranges::any_of(kAwsDomains, is_below_it, &AwsDomains::services) ||
                                  std::ranges::any_of(kOtherDomains, is_below_it));
}

bool names_something(std::string_view resource, std::string_view kind) {
  return resource.starts_with(kind) && resource.size() > kind.size() && !resource.ends_with('/');
}

// Users, roles and sessions; groups cannot be trusted. A principal is a name, never a pattern.
bool is_identity(ArnParts const& arn) {
  if (!arn.region.empty() || arn.resource.find_first_of("*? ") != std::string_view::npos) return false;
  if (arn.service == "iam") return names_something(arn.resource, "user/") || names_something(arn.resource, "role/");
  constexpr std::string_view kAssumedRole = "assumed-role/";
  bool const is_role_session = names_something(arn.resource, kAssumedRole) &&
                               arn.resource.find('/', kAssumedRole.size()) != std::string_view::npos;
  return arn.service == "sts" && (is_role_session || names_something(arn.resource, "federated-user/"));
}

bool is_known_aws_principal(std::string_view value, PrincipalLookup const& lookup) {
  if (value == "*" || AccountId::parse(value).has_value()) return true;
  auto const arn = parse_arn(value);
  if (!arn.has_value() || arn->partition != partition_name(lookup.partition)) return false;
  auto const account = AccountId::parse(arn->account);
  if (!account.has_value()) return false;
  if (arn->service == "iam" && arn->region.empty() && arn->resource == kAccountRoot) return true;
  return is_identity(*arn) && (*account != lookup.account || lookup.exists(*arn));
}

bool is_identity_provider(std::string_view value) {
  auto const arn = parse_arn(value);
  if (!arn.has_value()) return is_domain_name(value);
  // The address of an OpenID Connect provider may end in a slash: https://sts.windows.net/…/
  bool const is_oidc = arn->resource.starts_with(kOidcProvider) && arn->resource.size() > kOidcProvider.size();
  return arn->service == "iam" && arn->region.empty() && AccountId::parse(arn->account).has_value() &&
         (is_oidc || names_something(arn->resource, kSamlProvider));
}

}  // namespace

Message principal_fault(Principal const& principal, PrincipalLookup const& lookup) {
  switch (principal.kind) {
    case PrincipalKind::kEveryone:
      return std::string(kEveryone);
    case PrincipalKind::kAws:
      if (!is_known_aws_principal(principal.value, lookup)) return invalid_principal(principal);
      return std::nullopt;
    case PrincipalKind::kService:
      if (!is_service(principal.value)) return invalid_principal(principal);
      return std::nullopt;
    case PrincipalKind::kFederated:
      if (!is_identity_provider(principal.value)) return std::string(kFederated);
      return std::nullopt;
    case PrincipalKind::kCanonicalUser:
      return invalid_principal(principal);
  }
  return std::nullopt;
}

}  // namespace iam::policy
