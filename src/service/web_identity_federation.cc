// Outbound web identity federation:
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_EnableOutboundWebIdentityFederation.html
#include "iam/service/handlers/web_identity_federation.h"
#include "iam/service/call.h"
#include "iam/store/outbound_federation.h"
#include "web_identity_federation_errors.h"

namespace iam::service {
namespace {

constexpr std::string_view kIssuerDomain = ".tokens.sts.global.api.aws";

Result<store::TokenIssuer> find_enabled_issuer(Call& call) {
  auto issuer = store::OutboundFederation(call.store).find(call.account());
  if (!issuer.has_value() || !issuer->is_enabled) return fail(errors::outbound_federation_disabled());
  return *std::move(issuer);
}

}  // namespace

// AWS calls the issuer unique to the account. That it stays the same when the feature is enabled again is not
// confirmed; receivers that trust it would otherwise have to be told.
Result<api::EnableOutboundWebIdentityFederationResponse> enable_outbound_web_identity_federation(
    Call& call, api::EnableOutboundWebIdentityFederationRequest const&) {
  store::OutboundFederation federation(call.store);
  auto issuer = federation.find(call.account());
  if (issuer.has_value() && issuer->is_enabled) return fail(errors::outbound_federation_enabled());
  if (!issuer.has_value()) issuer = {.issuer = "https://" + call.ids.request_id() + std::string(kIssuerDomain)};
  issuer->is_enabled = true;
  federation.put(call.account(), *issuer);
  return api::EnableOutboundWebIdentityFederationResponse{.issuer_identifier = std::move(issuer->issuer)};
}

Result<api::GetOutboundWebIdentityFederationInfoResponse> get_outbound_web_identity_federation_info(
    Call& call, api::GetOutboundWebIdentityFederationInfoRequest const&) {
  auto issuer = find_enabled_issuer(call);
  if (!issuer) return fail(issuer.error());
  return api::GetOutboundWebIdentityFederationInfoResponse{.issuer_identifier = std::move(issuer->issuer),
                                                           .jwt_vending_enabled = true};
}

Status disable_outbound_web_identity_federation(Call& call, api::DisableOutboundWebIdentityFederationRequest const&) {
  auto issuer = find_enabled_issuer(call);
  if (!issuer) return fail(issuer.error());
  issuer->is_enabled = false;
  store::OutboundFederation(call.store).put(call.account(), *issuer);
  return {};
}

}  // namespace iam::service
