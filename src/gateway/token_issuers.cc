#include "token_issuers.h"

#include "iam/face/answers.h"
#include "iam/service/outbound_keys.h"
#include "iam/store/outbound_federation.h"

#include <string>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::string_view kIssuers = "/_iam/token-issuers/";
constexpr std::string_view kWellKnown = "/.well-known/";
constexpr std::string_view kKeySet = "jwks.json";
constexpr std::string_view kDiscovery = "openid-configuration";

struct Published {
  std::string_view host;      // of the issuer
  std::string_view document;  // below .well-known/; empty for anything else
};

Published published(HttpRequest const& request) {
  auto path = request.target.path;
  auto host = request.header("Host").substr(0, request.header("Host").find(':'));
  if (path.starts_with(kIssuers)) {
    path.remove_prefix(kIssuers.size());
    host = path.substr(0, path.find('/'));
    path.remove_prefix(host.size());
  }
  return {host, path.starts_with(kWellKnown) ? path.substr(kWellKnown.size()) : std::string_view()};
}

// The members are those of AWS. The key set is beside this document, where the client can get at it.
HttpResponse discovery(Environment const& environment, HttpRequest const& request, std::string const& issuer) {
  auto const path = request.target.path;
  auto const folder = path.substr(0, path.size() - kDiscovery.size());
  return json_response(200, json::object{{"issuer", issuer},
                                         {"jwks_uri", base_url(environment, request).append(folder).append(kKeySet)},
                                         {"response_types_supported", {"id_token"}},
                                         {"subject_types_supported", {"public"}},
                                         {"id_token_signing_alg_values_supported", {"RS256", "ES384"}},
                                         {"claims_supported",
                                          {"sub", "iss", "aud", "exp", "iat", "jti", "https://sts.amazonaws.com/"}}});
}

}  // namespace

bool is_for_token_issuer(HttpRequest const& request) {
  auto const path = request.target.path;
  return path.starts_with(kIssuers) || path.starts_with(kWellKnown);
}

// What was published stays so when the account disables the feature: AWS was seen to do so.
HttpResponse token_issuer_answer(Environment const& environment, HttpRequest const& request) {
  if (!is_reading(request)) return method_not_allowed("GET");
  auto const [host, document] = published(request);
  auto const issuer = "https://" + std::string(host);
  return read_answer(environment.store, [&, document = document](store::Session& session) {
    bool const is_known = document == kKeySet || document == kDiscovery;
    if (!is_known || !store::OutboundFederation(session).knows(issuer)) {
      return json_error(404, "there is no such issuer of tokens, or no such document of it");
    }
    if (document == kDiscovery) return discovery(environment, request, issuer);
    return text_response(200, "application/json", federation::to_json(service::outbound_key_set(session)) + "\n");
  });
}

}  // namespace iam::gateway
