#include "identity_provider.h"

#include "iam/base/encoding.h"
#include "iam/face/answers.h"
#include "iam/federation/jwt.h"
#include "iam/federation/saml.h"
#include "iam/service/test_identity.h"
#include "oidc_keys.h"
#include "test_assertion.h"
#include "test_token.h"

#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::string_view kOidc = "/_iam/oidc";
constexpr std::string_view kSaml = "/_iam/saml";
constexpr std::string_view kIsOff = "the test identity provider is off: start the server with --test-idp on";

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
      "application/json",
      federation::to_json({{federation::thumbprint(public_key), federation::Algorithm::kRs256, public_key}}) + "\n");
}

void reply_with_token(Environment const& environment, HttpRequest const& request, std::string const& issuer,
                      Reply reply) {
  bool const is_runner = is_reading(request);
  if (!is_runner && request.method != "POST") return reply(method_not_allowed("GET, POST"));
  TokenDefaults const defaults{issuer, environment.clock.now()};
  auto claims = is_runner ? claims_of_query(request.target.query, defaults) : claims_of_body(request.body, defaults);
  if (!claims.has_value()) return reply(json_error(400, claims.error()));
  auto const sign = [claims = *std::move(claims), is_runner](federation::SigningKey const& key) {
    auto const token =
        federation::sign_jwt(key, federation::thumbprint(key.public_key()), federation::Algorithm::kRs256, claims);
    return json_response(200, json::object{{is_runner ? "value" : "token", token.reveal()}});
  };
  reply_with_key(environment, sign, std::move(reply));
}

void reply_with_assertion(Environment const& environment, HttpRequest const& request, std::string const& entity_id,
                          Reply reply) {
  if (request.method != "POST") return reply(method_not_allowed("POST"));
  auto wanted =
      assertion_of_body(request.body, {entity_id, "_" + environment.ids.request_id(), environment.clock.now()});
  if (!wanted.has_value()) return reply(json_error(400, wanted.error()));
  auto const sign = [wanted = *std::move(wanted)](federation::SigningKey const& key) {
    auto const response = federation::sign_saml_response(key, wanted.assertion, wanted.signature);
    return json_response(200, json::object{{"assertion", base64_encode(response)}});
  };
  reply_with_key(environment, sign, std::move(reply));
}

}  // namespace

bool is_identity_provider_path(std::string_view path) {
  return path.starts_with("/_iam/oidc/") || path.starts_with("/_iam/saml/");
}

void handle_identity_provider(Environment const& environment, HttpRequest const& request, Reply reply) {
  auto const path = request.target.path;
  if (path == "/_iam/oidc/keys") return handle_provider_keys(environment, request, std::move(reply));
  if (!environment.test_identity_provider) return reply(json_error(404, kIsOff));

  auto const base = base_url(environment, request);
  auto const issuer = base + std::string(kOidc);
  auto const entity_id = base + std::string(kSaml) + "/metadata";
  if (path == "/_iam/oidc/token") return reply_with_token(environment, request, issuer, std::move(reply));
  if (path == "/_iam/saml/assertion") return reply_with_assertion(environment, request, entity_id, std::move(reply));

  bool const is_published = path == "/_iam/oidc/.well-known/openid-configuration" || path == "/_iam/oidc/jwks" ||
                            path == "/_iam/saml/metadata";
  if (!is_published) return reply(json_error(404, "there is no such endpoint"));
  if (!is_reading(request)) return reply(method_not_allowed("GET"));
  if (path == "/_iam/oidc/jwks") return reply_with_key(environment, published_keys, std::move(reply));
  if (path == "/_iam/saml/metadata") {
    auto const metadata = [entity_id, base](federation::SigningKey const& key) {
      return text_response("application/samlmetadata+xml",
                           federation::saml_metadata(key, entity_id, base + std::string(kSaml) + "/assertion") + "\n");
    };
    return reply_with_key(environment, metadata, std::move(reply));
  }
  reply(discovery(issuer));
}

}  // namespace iam::gateway
