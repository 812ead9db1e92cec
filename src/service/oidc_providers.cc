// OpenID Connect providers:
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html and its neighbours.
#include "iam/service/handlers/oidc_providers.h"

#include "context_providers.h"
#include "errors/context_providers.h"
#include "errors/oidc_providers.h"
#include "iam/base/encoding.h"
#include "iam/base/hash.h"
#include "iam/base/provider_url.h"
#include "iam/base/text.h"
#include "iam/call/errors.h"
#include "iam/call/quotas.h"
#include "iam/store/context_providers.h"
#include "iam/store/oidc_providers.h"
#include "resource_arn.h"
#include "tagging.h"

#include <algorithm>

namespace iam::service {
namespace {

constexpr std::string_view kOidcProviderKind = "oidc-provider";
constexpr std::size_t kThumbprintsMax = 5;

using Missing = Error (*)(std::string_view arn);

Result<store::OidcProvider> find_provider(Call& call, std::string_view arn,
                                          Missing missing = errors::no_such_oidc_provider) {
  auto const url = name_in_arn(call, kOidcProviderKind, arn);
  if (!url) return fail(url.error());
  if (!url->has_value()) return fail(missing(arn));
  auto provider = store::OidcProviders(call.store).find(call.account(), **url);
  if (!provider.has_value()) return fail(missing(arn));
  return *std::move(provider);
}

std::string arn_of(Call const& call, store::OidcProvider const& provider) {
  return call.arn(kOidcProviderKind, "/", provider.url);
}

// The provider_name() of a URL that may be one.
Result<std::string> issuer_of(std::string_view url) {
  constexpr std::string_view kNeverInUrl = " \t\r\n\"<>\\^`{|}";
  auto const scheme_end = url.find("://");
  if (scheme_end == std::string_view::npos) return fail(errors::invalid_oidc_url());
  if (!equals_ignoring_case(url.substr(0, scheme_end), "https")) return fail(errors::oidc_url_is_not_https());

  auto const name = provider_name(url);
  bool const has_host = !name.substr(0, name.find_first_of("/:")).empty();
  if (!has_host || name.find_first_of(kNeverInUrl) != std::string_view::npos) return fail(errors::invalid_oidc_url());
  return std::string(name);
}

bool is_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

Status check_thumbprints(std::vector<std::string> const& thumbprints) {
  if (thumbprints.size() > kThumbprintsMax) return fail(errors::too_many_thumbprints());
  if (!std::ranges::all_of(thumbprints, is_hex)) return fail(errors::thumbprint_is_not_hex());
  return {};
}

// AWS fetches the thumbprint of the authority behind the provider's host when it is given none. Nothing is fetched
// here: a value made of the host stands for it, so that it has the right form and never changes.
std::vector<std::string> thumbprints_of(std::string_view issuer) {
  return {hex_encode(sha1(issuer.substr(0, issuer.find('/'))))};
}

Status add_client_id(Call& call, store::EntityId provider, std::string const& client_id) {
  store::OidcProviders providers(call.store);
  providers.add_client_id(provider, client_id);
  return check_quota(call, quotas::kClientIdsPerOidcProvider, providers.count_client_ids(provider));
}

}  // namespace

Result<api::CreateOpenIDConnectProviderResponse> create_open_id_connect_provider(
    Call& call, api::CreateOpenIDConnectProviderRequest const& request) {
  auto const issuer = issuer_of(request.url);
  if (!issuer) return fail(issuer.error());
  auto thumbprints = request.thumbprint_list.value_or(std::vector<std::string>{});
  if (auto sound = check_thumbprints(thumbprints); !sound) return fail(sound.error());
  if (thumbprints.empty()) thumbprints = thumbprints_of(*issuer);
  if (auto sound = check_context_provider(request.context_provider); !sound) return fail(sound.error());
  Tagging tagging(call, kOidcProviderKind);
  if (auto sound = tagging.check(request.tags); !sound) return fail(sound.error());

  store::OidcProviders providers(call.store);
  auto const room = check_quota(call, quotas::kOidcProvidersPerAccount, providers.count(call.account()) + 1);
  if (!room) return fail(room.error());
  store::OidcProvider provider{.account = call.account(), .url = *issuer, .created_at = call.now};
  if (!providers.insert(provider)) return fail(errors::oidc_provider_exists(request.url));

  providers.set_thumbprints(provider.id, thumbprints);
  for (auto const& client_id : request.client_id_list.value_or(std::vector<std::string>{})) {
    if (auto added = add_client_id(call, provider.id, client_id); !added) return fail(added.error());
  }
  if (auto added = tagging.add(provider.id, request.tags); !added) return fail(added.error());
  auto const changed = change_context_provider(call, provider.id, request.context_provider);
  if (!changed) return fail(changed.error());
  return api::CreateOpenIDConnectProviderResponse{.open_id_connect_provider_arn = arn_of(call, provider),
                                                  .tags = tagging.all(provider.id)};
}

Result<api::GetOpenIDConnectProviderResponse> get_open_id_connect_provider(
    Call& call, api::GetOpenIDConnectProviderRequest const& request) {
  auto const provider = find_provider(call, request.open_id_connect_provider_arn);
  if (!provider) return fail(provider.error());
  store::OidcProviders providers(call.store);
  // Unlike most answers, this one has its lists even when they are empty.
  return api::GetOpenIDConnectProviderResponse{
      .url = provider->url,
      .client_id_list = providers.client_ids(provider->id),
      .thumbprint_list = providers.thumbprints(provider->id),
      .create_date = provider->created_at,
      .tags = Tagging(call, kOidcProviderKind).every(provider->id),
      .context_provider = context_provider_of(call, provider->id),
      .identity_center_instance_arn = store::ContextProviders(call.store).identity_center_instance(provider->id)};
}

Status add_client_id_to_open_id_connect_provider(Call& call,
                                                 api::AddClientIDToOpenIDConnectProviderRequest const& request) {
  auto const provider = find_provider(call, request.open_id_connect_provider_arn);
  if (!provider) return fail(provider.error());
  return add_client_id(call, provider->id, request.client_id);
}

Status remove_client_id_from_open_id_connect_provider(
    Call& call, api::RemoveClientIDFromOpenIDConnectProviderRequest const& request) {
  auto const provider = find_provider(call, request.open_id_connect_provider_arn);
  if (!provider) return fail(provider.error());
  store::OidcProviders(call.store).remove_client_id(provider->id, request.client_id);
  return {};
}

// Trusted identity propagation only:
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateOpenIDConnectProvider.html
Status update_open_id_connect_provider(Call& call, api::UpdateOpenIDConnectProviderRequest const& request) {
  bool const unsets_context = request.remove_context_provider.value_or(false);
  bool const unsets_instance = request.remove_identity_center_instance.value_or(false);
  bool const changes_context = request.context_provider.has_value() || unsets_context;
  bool const changes_instance = request.identity_center_instance_arn.has_value() || unsets_instance;
  auto sound = check_context_provider(request.context_provider, request.remove_context_provider);
  if (!sound) return sound;
  if (request.identity_center_instance_arn && unsets_instance) {
    return fail(errors::set_and_removed("IdentityCenterInstanceArn", "RemoveIdentityCenterInstance"));
  }
  if (changes_context && changes_instance) return fail(errors::context_and_instance_at_once());

  auto const provider = find_provider(call, request.open_id_connect_provider_arn);
  if (!provider) return fail(provider.error());
  store::ContextProviders contexts(call.store);
  if (unsets_instance) contexts.remove_identity_center_instance(provider->id);
  if (request.identity_center_instance_arn) {
    if (!contexts.find(provider->id)) return fail(errors::instance_needs_context_provider());
    contexts.set_identity_center_instance(provider->id, *request.identity_center_instance_arn);
  }
  return change_context_provider(call, provider->id, request.context_provider, request.remove_context_provider);
}

Status update_open_id_connect_provider_thumbprint(Call& call,
                                                  api::UpdateOpenIDConnectProviderThumbprintRequest const& request) {
  if (auto sound = check_thumbprints(request.thumbprint_list); !sound) return sound;
  auto const provider = find_provider(call, request.open_id_connect_provider_arn);
  if (!provider) return fail(provider.error());
  store::OidcProviders(call.store).set_thumbprints(provider->id, request.thumbprint_list);
  return {};
}

// The reference calls this idempotent; recorded answers say that deleting again fails.
Status delete_open_id_connect_provider(Call& call, api::DeleteOpenIDConnectProviderRequest const& request) {
  auto const provider = find_provider(call, request.open_id_connect_provider_arn, errors::no_oidc_provider_to_delete);
  if (!provider) return fail(provider.error());
  store::OidcProviders(call.store).remove(provider->id);
  return {};
}

Result<api::ListOpenIDConnectProvidersResponse> list_open_id_connect_providers(
    Call& call, api::ListOpenIDConnectProvidersRequest const&) {
  std::vector<api::OpenIDConnectProviderListEntry> entries;
  for (auto const& provider : store::OidcProviders(call.store).all(call.account())) {
    entries.push_back({.arn = arn_of(call, provider)});
  }
  return api::ListOpenIDConnectProvidersResponse{.open_id_connect_provider_list = std::move(entries)};
}

Status tag_open_id_connect_provider(Call& call, api::TagOpenIDConnectProviderRequest const& request) {
  return Tagging(call, kOidcProviderKind).tag(find_provider(call, request.open_id_connect_provider_arn), request);
}

Status untag_open_id_connect_provider(Call& call, api::UntagOpenIDConnectProviderRequest const& request) {
  return Tagging(call, kOidcProviderKind).untag(find_provider(call, request.open_id_connect_provider_arn), request);
}

Result<api::ListOpenIDConnectProviderTagsResponse> list_open_id_connect_provider_tags(
    Call& call, api::ListOpenIDConnectProviderTagsRequest const& request) {
  return Tagging(call, kOidcProviderKind)
      .list<api::ListOpenIDConnectProviderTagsResponse>(
          "ListOpenIDConnectProviderTags", find_provider(call, request.open_id_connect_provider_arn), request);
}

}  // namespace iam::service
