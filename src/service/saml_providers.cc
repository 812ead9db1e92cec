// SAML providers: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html and its neighbours.
#include "iam/service/handlers/saml_providers.h"

#include "context_providers.h"
#include "errors/saml_providers.h"
#include "iam/call/errors.h"
#include "iam/call/quotas.h"
#include "iam/store/saml_providers.h"
#include "material.h"
#include "resource_arn.h"
#include "tagging.h"

namespace iam::service {
namespace {

constexpr std::string_view kSamlProviderKind = "saml-provider";
constexpr std::string_view kEncryptionModeDefault = "Allowed";

// The model bounds both ids (22 to 64 of A–Z and 0–9). Which letters AWS puts in front is not known.
constexpr std::string_view kProviderIdPrefix = "SAML";
constexpr std::string_view kKeyIdPrefix = "SAMK";
constexpr std::size_t kIdLength = 26;

Result<store::SamlProvider> find_provider(Call& call, std::string_view arn) {
  auto const name = name_in_arn(call, kSamlProviderKind, arn);
  if (!name) return fail(name.error());
  if (!name->has_value()) return fail(errors::no_such_saml_provider(arn));
  auto provider = store::SamlProviders(call.store).find(call.account(), **name);
  if (!provider.has_value()) return fail(errors::no_such_saml_provider(arn));
  return *std::move(provider);
}

std::string arn_of(Call const& call, store::SamlProvider const& provider) {
  return call.arn(kSamlProviderKind, "/", provider.name);
}

Status add_private_key(Call& call, store::EntityId provider, Secret const& pem) {
  if (auto sound = check_saml_private_key(call, pem); !sound) return sound;
  store::SamlProviders providers(call.store);
  auto const wanted = static_cast<std::int64_t>(providers.private_keys(provider).size()) + 1;
  if (auto room = check_quota(call, quotas::kPrivateKeysPerSamlProvider, wanted); !room) return room;
  auto id = call.ids.unique_id(kKeyIdPrefix, call.account(), kIdLength);
  providers.add_private_key(provider, {.id = std::move(id), .created_at = call.now}, pem);
  return {};
}

}  // namespace

Result<api::CreateSAMLProviderResponse> create_saml_provider(Call& call,
                                                             api::CreateSAMLProviderRequest const& request) {
  auto const valid_until = saml_provider_end(call, request.saml_metadata_document);
  if (!valid_until) return fail(valid_until.error());
  Tagging tagging(call, kSamlProviderKind);
  if (auto sound = tagging.check(request.tags); !sound) return fail(sound.error());
  if (auto sound = check_context_provider(request.context_provider); !sound) return fail(sound.error());

  store::SamlProviders providers(call.store);
  auto const room = check_quota(call, quotas::kSamlProvidersPerAccount, providers.count(call.account()) + 1);
  if (!room) return fail(room.error());
  store::SamlProvider provider{
      .account = call.account(),
      .name = request.name,
      .uuid = call.ids.unique_id(kProviderIdPrefix, call.account(), kIdLength),
      .created_at = call.now,
      .valid_until = *valid_until,
      .assertion_encryption_mode = request.assertion_encryption_mode.value_or(std::string(kEncryptionModeDefault))};
  if (!providers.insert(provider, request.saml_metadata_document)) {
    return fail(errors::saml_provider_exists(request.name));
  }
  if (request.add_private_key) {
    if (auto added = add_private_key(call, provider.id, *request.add_private_key); !added) return fail(added.error());
  }
  if (auto added = tagging.add(provider.id, request.tags); !added) return fail(added.error());
  auto const changed = change_context_provider(call, provider.id, request.context_provider);
  if (!changed) return fail(changed.error());
  return api::CreateSAMLProviderResponse{.saml_provider_arn = arn_of(call, provider), .tags = tagging.all(provider.id)};
}

Result<api::GetSAMLProviderResponse> get_saml_provider(Call& call, api::GetSAMLProviderRequest const& request) {
  auto const provider = find_provider(call, request.saml_provider_arn);
  if (!provider) return fail(provider.error());
  store::SamlProviders providers(call.store);
  std::vector<api::SAMLPrivateKey> keys;
  for (auto const& key : providers.private_keys(provider->id)) {
    keys.push_back({.key_id = key.id, .timestamp = key.created_at});
  }
  // Unlike most answers, this one has its lists even when they are empty.
  return api::GetSAMLProviderResponse{.saml_provider_uuid = provider->uuid,
                                      .saml_metadata_document = providers.metadata(provider->id),
                                      .create_date = provider->created_at,
                                      .valid_until = provider->valid_until,
                                      .tags = Tagging(call, kSamlProviderKind).every(provider->id),
                                      .assertion_encryption_mode = provider->assertion_encryption_mode,
                                      .private_key_list = std::move(keys),
                                      .context_provider = context_provider_of(call, provider->id)};
}

Result<api::UpdateSAMLProviderResponse> update_saml_provider(Call& call,
                                                             api::UpdateSAMLProviderRequest const& request) {
  auto const sound = check_context_provider(request.context_provider, request.remove_context_provider);
  if (!sound) return fail(sound.error());
  auto provider = find_provider(call, request.saml_provider_arn);
  if (!provider) return fail(provider.error());
  store::SamlProviders providers(call.store);
  if (request.saml_metadata_document) {
    auto const valid_until = saml_provider_end(call, *request.saml_metadata_document);
    if (!valid_until) return fail(valid_until.error());
    providers.set_metadata(provider->id, *request.saml_metadata_document, *valid_until);
  }
  if (request.assertion_encryption_mode) {
    provider->assertion_encryption_mode = *request.assertion_encryption_mode;
    providers.update(*provider);
  }
  // AWS advises to rotate keys in two requests. In one, the old key makes room for the new one.
  if (request.remove_private_key && !providers.remove_private_key(provider->id, *request.remove_private_key)) {
    return fail(errors::no_such_saml_private_key(*request.remove_private_key));
  }
  if (request.add_private_key) {
    if (auto added = add_private_key(call, provider->id, *request.add_private_key); !added) return fail(added.error());
  }
  auto const changed =
      change_context_provider(call, provider->id, request.context_provider, request.remove_context_provider);
  if (!changed) return fail(changed.error());
  return api::UpdateSAMLProviderResponse{.saml_provider_arn = arn_of(call, *provider)};
}

Status delete_saml_provider(Call& call, api::DeleteSAMLProviderRequest const& request) {
  auto const provider = find_provider(call, request.saml_provider_arn);
  if (!provider) return fail(provider.error());
  store::SamlProviders(call.store).remove(provider->id);
  return {};
}

Result<api::ListSAMLProvidersResponse> list_saml_providers(Call& call, api::ListSAMLProvidersRequest const&) {
  std::vector<api::SAMLProviderListEntry> entries;
  for (auto const& provider : store::SamlProviders(call.store).all(call.account())) {
    entries.push_back(
        {.arn = arn_of(call, provider), .valid_until = provider.valid_until, .create_date = provider.created_at});
  }
  return api::ListSAMLProvidersResponse{.saml_provider_list = std::move(entries)};
}

Status tag_saml_provider(Call& call, api::TagSAMLProviderRequest const& request) {
  return Tagging(call, kSamlProviderKind).tag(find_provider(call, request.saml_provider_arn), request);
}

Status untag_saml_provider(Call& call, api::UntagSAMLProviderRequest const& request) {
  return Tagging(call, kSamlProviderKind).untag(find_provider(call, request.saml_provider_arn), request);
}

Result<api::ListSAMLProviderTagsResponse> list_saml_provider_tags(Call& call,
                                                                  api::ListSAMLProviderTagsRequest const& request) {
  return Tagging(call, kSamlProviderKind)
      .list<api::ListSAMLProviderTagsResponse>("ListSAMLProviderTags", find_provider(call, request.saml_provider_arn),
                                               request);
}

}  // namespace iam::service
