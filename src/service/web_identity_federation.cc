// Outbound web identity federation:
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_EnableOutboundWebIdentityFederation.html
#include "iam/service/handlers/web_identity_federation.h"
#include "errors/web_identity_federation.h"
#include "iam/call/call.h"
#include "iam/service/outbound_keys.h"
#include "iam/store/outbound_federation.h"

namespace iam::service {
namespace {

constexpr std::string_view kIssuerDomain = ".tokens.sts.global.api.aws";

std::optional<store::TokenIssuer> find_enabled_issuer(Call& call) {
  auto issuer = store::OutboundFederation(call.store).find(call.account());
  if (issuer.has_value() && !issuer->is_enabled) issuer.reset();
  return issuer;
}

}  // namespace

// The issuer is the account's own and stays the same when the feature is enabled again; so do the keys, which are
// published from then on.
Result<api::EnableOutboundWebIdentityFederationResponse> enable_outbound_web_identity_federation(
    Call& call, api::EnableOutboundWebIdentityFederationRequest const&) {
  store::OutboundFederation federation(call.store);
  auto issuer = federation.find(call.account());
  if (issuer.has_value() && issuer->is_enabled) return fail(errors::outbound_federation_enabled(call.account()));
  if (!issuer.has_value()) issuer = {.issuer = "https://" + call.ids.request_id() + std::string(kIssuerDomain)};
  issuer->is_enabled = true;
  federation.put(call.account(), *issuer);
  make_outbound_keys(call.store);
  return api::EnableOutboundWebIdentityFederationResponse{.issuer_identifier = std::move(issuer->issuer)};
}

Result<api::GetOutboundWebIdentityFederationInfoResponse> get_outbound_web_identity_federation_info(
    Call& call, api::GetOutboundWebIdentityFederationInfoRequest const&) {
  auto issuer = find_enabled_issuer(call);
  if (!issuer.has_value()) return fail(errors::outbound_federation_disabled(call.account()));
  return api::GetOutboundWebIdentityFederationInfoResponse{.issuer_identifier = std::move(issuer->issuer),
                                                           .jwt_vending_enabled = true};
}

Status disable_outbound_web_identity_federation(Call& call, api::DisableOutboundWebIdentityFederationRequest const&) {
  auto issuer = find_enabled_issuer(call);
  if (!issuer.has_value()) return fail(errors::outbound_federation_already_disabled(call.account()));
  issuer->is_enabled = false;
  store::OutboundFederation(call.store).put(call.account(), *issuer);
  return {};
}

}  // namespace iam::service
