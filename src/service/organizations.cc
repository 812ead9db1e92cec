// Centralized root access: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html
#include "iam/service/handlers/organizations.h"

#include "errors/organizations.h"
#include "iam/call/call.h"
#include "iam/store/organization.h"

namespace iam::service {
namespace {

constexpr std::string_view kRootCredentialsManagement = "RootCredentialsManagement";
constexpr std::string_view kRootSessions = "RootSessions";

// Enabling has an error of its own for administrators that the management account appointed: so it is not for them,
// while AWS documents none such for the other operations.
enum class Allowed { kManagementAccount, kAdministratorsToo };

// The order of the checks is not documented.
Result<store::Organization> find_organization(Call& call, Allowed allowed) {
  store::Organizations organizations(call.store);
  auto organization = organizations.of(call.account());
  if (!organization.has_value()) return fail(errors::organization_not_found());
  if (organization->management_account != call.account()) {
    if (!organizations.is_delegated_administrator(call.account())) {
      return fail(errors::not_management_or_delegated_administrator());
    }
    if (allowed == Allowed::kManagementAccount) return fail(errors::caller_is_not_management_account());
  }
  if (!organization->has_all_features) return fail(errors::organization_not_in_all_features_mode());
  if (!organization->trusts_iam) return fail(errors::service_access_not_enabled(call.account()));
  return *std::move(organization);
}

template <class Response>
Response features_of(store::Organization const& organization) {
  Response response{.organization_id = organization.id};
  auto& features = response.enabled_features.emplace();
  if (organization.manages_root_credentials) features.emplace_back(kRootCredentialsManagement);
  if (organization.allows_root_sessions) features.emplace_back(kRootSessions);
  return response;
}

// Setting a feature to what it is changes nothing.
template <class Response>
Result<Response> set_feature(Call& call, Allowed allowed, bool store::Organization::*feature, bool value) {
  auto organization = find_organization(call, allowed);
  if (!organization) return fail(organization.error());
  (*organization).*feature = value;
  store::Organizations(call.store).set_root_features(*organization);
  return features_of<Response>(*organization);
}

}  // namespace

Result<api::EnableOrganizationsRootCredentialsManagementResponse> enable_organizations_root_credentials_management(
    Call& call, api::EnableOrganizationsRootCredentialsManagementRequest const&) {
  return set_feature<api::EnableOrganizationsRootCredentialsManagementResponse>(
      call, Allowed::kManagementAccount, &store::Organization::manages_root_credentials, true);
}

Result<api::EnableOrganizationsRootSessionsResponse> enable_organizations_root_sessions(
    Call& call, api::EnableOrganizationsRootSessionsRequest const&) {
  return set_feature<api::EnableOrganizationsRootSessionsResponse>(call, Allowed::kManagementAccount,
                                                                   &store::Organization::allows_root_sessions, true);
}

Result<api::DisableOrganizationsRootCredentialsManagementResponse> disable_organizations_root_credentials_management(
    Call& call, api::DisableOrganizationsRootCredentialsManagementRequest const&) {
  return set_feature<api::DisableOrganizationsRootCredentialsManagementResponse>(
      call, Allowed::kAdministratorsToo, &store::Organization::manages_root_credentials, false);
}

Result<api::DisableOrganizationsRootSessionsResponse> disable_organizations_root_sessions(
    Call& call, api::DisableOrganizationsRootSessionsRequest const&) {
  return set_feature<api::DisableOrganizationsRootSessionsResponse>(call, Allowed::kAdministratorsToo,
                                                                    &store::Organization::allows_root_sessions, false);
}

Result<api::ListOrganizationsFeaturesResponse> list_organizations_features(
    Call& call, api::ListOrganizationsFeaturesRequest const&) {
  auto const organization = find_organization(call, Allowed::kAdministratorsToo);
  if (!organization) return fail(organization.error());
  return features_of<api::ListOrganizationsFeaturesResponse>(*organization);
}

}  // namespace iam::service
