#include "identity_provider_keys.h"

#include "iam/base/arn.h"
#include "iam/call/nouns.h"
#include "iam/federation/key_set.h"
#include "iam/federation/saml_metadata.h"
#include "iam/store/context_providers.h"
#include "iam/store/saml_providers.h"

#include <optional>
#include <string>
#include <vector>

namespace iam::service {
namespace {

// Nothing when there is none of that ARN.
std::optional<StoredEntity> stored(Call& call, Resource const& provider) {
  auto const* noun = find_noun(provider.kind);
  auto const arn = parse_arn(provider.arn);
  if (noun == nullptr || !arn || arn->account != call.account().text()) return std::nullopt;
  return noun->find(call, arn->resource.substr(arn->resource.find('/') + 1));
}

std::vector<std::string> issuers_of(Call& call, Resource const& provider, StoredEntity const& entity) {
  if (provider.kind == "oidc-provider") return {entity.name};
  std::vector<std::string> issuers;
  auto const metadata = parse_saml_metadata(store::SamlProviders(call.store).metadata(entity.id));
  if (!metadata.has_value()) return issuers;
  for (auto const& each : signing_keys(*metadata)) issuers.push_back(federation::thumbprint(each));
  return issuers;
}

}  // namespace

void add_identity_center_key(Call& call, Resource const& provider, std::string_view key, policy::Context& context) {
  auto const entity = stored(call, provider);
  if (!entity.has_value()) return;
  if (auto arn = store::ContextProviders(call.store).identity_center_instance(entity->id)) {
    context.set(key, *std::move(arn));
  }
}

void add_issuers_key(Call& call, Resource const& provider, std::string_view key, policy::Context& context) {
  if (auto const entity = stored(call, provider)) context.set_list(key, issuers_of(call, provider, *entity));
}

}  // namespace iam::service
