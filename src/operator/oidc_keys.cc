#include "oidc_keys.h"

#include "iam/base/arn.h"
#include "iam/base/provider_url.h"
#include "iam/face/answers.h"
#include "iam/federation/key_set.h"
#include "iam/store/key_sets.h"
#include "iam/store/oidc_providers.h"
#include "json_fields.h"

#include <tl/expected.hpp>

#include <utility>

namespace iam::gateway {
namespace {

struct ProviderName {
  AccountId account;
  std::string url;  // without scheme
};

// The error is the answer.
tl::expected<ProviderName, HttpResponse> provider_of(HttpRequest const& request, AccountId default_account) {
  constexpr std::string_view kResource = "oidc-provider/";
  auto const account = account_parameter(request);
  if (!account.has_value()) return tl::unexpected(json_error(400, kBadAccount));
  auto const provider = url_parameter(request, "provider").value_or("");
  if (provider.empty()) return tl::unexpected(json_error(400, "`provider` is the URL or ARN of a provider"));
  auto const arn = parse_arn(provider);
  if (!arn.has_value()) {
    return ProviderName{account->value_or(default_account), std::string(without_scheme(provider))};
  }
  auto const owner = AccountId::parse(arn->account);
  if (!owner.has_value() || !arn->resource.starts_with(kResource) || account->value_or(*owner) != *owner) {
    return tl::unexpected(json_error(400, "`provider` is not the ARN of a provider of the account"));
  }
  return ProviderName{*owner, std::string(arn->resource.substr(kResource.size()))};
}

// What `work` makes of the provider; 404 when it is not registered.
template <class Work>
StoreWork with_provider(ProviderName name, Work work) {
  return [name = std::move(name), work = std::move(work)](store::Session& session) {
    auto const provider = store::OidcProviders(session).find(name.account, name.url);
    if (!provider.has_value()) {
      return json_error(404, "account " + name.account.text() + " has no OpenID Connect provider " + name.url);
    }
    store::KeySets key_sets(session);
    return work(key_sets, provider->id);
  };
}

HttpResponse key_set_response(std::string const& key_set) {
  return text_response(200, "application/json", key_set + "\n");
}

HttpResponse no_keys() { return json_error(404, "no keys were given for this provider"); }

}  // namespace

void handle_provider_keys(Environment const& environment, HttpRequest const& request, Reply reply) {
  constexpr std::string_view kFailure = "the keys could not be written";
  auto const name = provider_of(request, environment.default_account);
  if (!name.has_value()) return reply(name.error());

  if (is_reading(request)) {
    return reply(read_answer(environment.store, with_provider(*name, [](store::KeySets& key_sets, store::EntityId id) {
                               auto key_set = key_sets.of_provider(id);
                               return key_set.has_value() ? key_set_response(*key_set) : no_keys();
                             })));
  }
  if (request.method == "DELETE") {
    auto const remove = [](store::KeySets& key_sets, store::EntityId id) {
      return key_sets.remove(id) ? json_response(200, boost::json::object{{"status", "ok"}}) : no_keys();
    };
    return write_and_reply(environment.store, with_provider(*name, remove), kFailure, std::move(reply));
  }
  auto const keys = federation::parse_key_set(request.body);
  if (!keys.has_value())
    return reply(
        json_error(400, wrong_body("send a JSON Web Key Set with RSA or EC keys for signatures", request.body)));
  // As it was understood: a private key that was sent by mistake is not kept.
  auto const put = [text = federation::to_json(*keys)](store::KeySets& key_sets, store::EntityId id) {
    key_sets.put(id, text);
    return key_set_response(text);
  };
  write_and_reply(environment.store, with_provider(*name, put), kFailure, std::move(reply));
}

}  // namespace iam::gateway
