#include "identity_provider.h"

#include "iam/base/encoding.h"
#include "iam/face/answers.h"
#include "iam/federation/jwt.h"
#include "iam/federation/saml.h"
#include "iam/service/test_identity.h"
#include "test_assertion.h"
#include "test_token.h"

#include <optional>
#include <string>
#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::string_view kSaml = "/_iam/saml";

// Where a client finds the provider.
struct Place {
  std::string base;
  std::string issuer = base + std::string(service::kTestIssuerPath);
  std::string entity_id = base + std::string(kSaml) + "/metadata";
};

Place place_of(Environment const& environment, HttpRequest const& request) { return {base_url(environment, request)}; }

// What an endpoint makes of the provider's key.
using KeyWork = std::function<HttpResponse(federation::SigningKey const&)>;

void reply_with_key(Environment const& environment, KeyWork work, Reply reply) {
  std::optional<federation::SigningKey> key;
  environment.store.read([&](store::Session& session) { key = service::find_test_key(session); });
  if (key.has_value()) return reply(work(*key));
  auto const make = [work = std::move(work)](store::Session& session) {
    // Another request may have come first.
    auto const found = service::find_test_key(session);
    return work(found.has_value() ? *found : service::make_test_key(session));
  };
  write_and_reply(environment.store, make, "the key could not be written", std::move(reply));
}

// https://openid.net/specs/openid-connect-discovery-1_0.html, section 4.2.
HttpResponse discovery(std::string const& issuer) {
  return json_response(200, json::object{{"issuer", issuer},
                                         {"jwks_uri", issuer + "/jwks"},
                                         {"token_endpoint", issuer + "/token"},
                                         {"response_types_supported", {"id_token"}},
                                         {"subject_types_supported", {"public"}},
                                         {"id_token_signing_alg_values_supported", {"RS256"}}});
}

HttpResponse published_keys(federation::SigningKey const& key) {
  auto const& public_key = key.public_key();
  return text_response(
      200, "application/json",
      federation::to_json({{federation::thumbprint(public_key), federation::Algorithm::kRs256, public_key}}) + "\n");
}

}  // namespace

void handle_oidc_discovery(Environment const& environment, HttpRequest const& request, Reply reply) {
  reply(discovery(place_of(environment, request).issuer));
}

void handle_oidc_key_set(Environment const& environment, HttpRequest const& /*request*/, Reply reply) {
  reply_with_key(environment, published_keys, std::move(reply));
}

void handle_oidc_token(Environment const& environment, HttpRequest const& request, Reply reply) {
  auto const place = place_of(environment, request);
  bool const is_runner = is_reading(request);
  TokenDefaults const defaults{place.issuer, environment.clock.now()};
  auto claims = is_runner ? claims_of_query(request.target.query, defaults) : claims_of_body(request.body, defaults);
  if (!claims.has_value()) return reply(json_error(400, claims.error()));
  auto const sign = [claims = *std::move(claims), is_runner](federation::SigningKey const& key) {
    auto const token =
        federation::sign_jwt(key, federation::thumbprint(key.public_key()), federation::Algorithm::kRs256, claims);
    return json_response(200, json::object{{is_runner ? "value" : "token", token.reveal()}});
  };
  reply_with_key(environment, sign, std::move(reply));
}

void handle_saml_metadata(Environment const& environment, HttpRequest const& request, Reply reply) {
  auto place = place_of(environment, request);
  auto const metadata = [place = std::move(place)](federation::SigningKey const& key) {
    auto const address = place.base + std::string(kSaml) + "/assertion";
    return text_response(200, "application/samlmetadata+xml",
                         federation::saml_metadata(key, place.entity_id, address) + "\n");
  };
  reply_with_key(environment, metadata, std::move(reply));
}

void handle_saml_assertion(Environment const& environment, HttpRequest const& request, Reply reply) {
  auto const place = place_of(environment, request);
  auto wanted =
      assertion_of_body(request.body, {place.entity_id, "_" + environment.ids.request_id(), environment.clock.now()});
  if (!wanted.has_value()) return reply(json_error(400, wanted.error()));
  auto const sign = [wanted = *std::move(wanted)](federation::SigningKey const& key) {
    auto const response = federation::sign_saml_response(key, wanted.assertion, wanted.signature);
    return json_response(200, json::object{{"assertion", base64_encode(response)}});
  };
  reply_with_key(environment, sign, std::move(reply));
}

}  // namespace iam::gateway
