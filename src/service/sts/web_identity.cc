#include "sts/web_identity.h"

#include "errors/federated_identity.h"
#include "iam/base/provider_url.h"
#include "iam/catalogue/services.h"
#include "iam/federation/jwt.h"
#include "iam/service/test_identity.h"
#include "sts/propagation.h"
#include "sts/provider_keys.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace iam::service {
namespace {

using federation::Claims;

// AWS knows these without their being registered; trust policies name them as they are, and say for which audience.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
constexpr std::string_view kGoogle = "accounts.google.com";
constexpr std::array<std::string_view, 2> kBuiltIn = {kGoogle, "cognito-identity.amazonaws.com"};

// https://openid.net/specs/openid-connect-core-1_0.html#GoogleIss: Google alone may leave its scheme out. Our own
// provider for tests may have another.
bool is_issuer(std::string_view text) {
  bool const is_ours = text.starts_with("http://") && text.ends_with(kTestIssuerPath);
  return text.starts_with("https://") || text == kGoogle || is_ours;
}

// Whether `key` is what `${…}` in the template could stand for.
bool matches(std::string_view key, std::string_view key_template) {
  while (!key_template.empty()) {
    auto const variable = key_template.find("${");
    auto const fixed = key_template.substr(0, variable);
    if (!key.starts_with(fixed)) return false;
    key.remove_prefix(fixed.size());
    if (variable == std::string_view::npos) return key.empty();
    key_template.remove_prefix(key_template.find('}', variable) + 1);
    // No template has two: what stands for the variable ends where the rest begins.
    if (key.size() <= key_template.size() || !key.ends_with(key_template)) return false;
    return true;
  }
  return key.empty();
}

// AWS passes on only the claims of issuers that it knows; of any other it keeps the standard ones.
bool is_condition_key(std::string_view key) {
  auto const* action = catalogue::find_action("sts", "AssumeRoleWithWebIdentity");
  if (action == nullptr) return false;
  auto const is_it = [&](catalogue::ConditionKey const* each) { return matches(key, each->name); };
  return std::ranges::any_of(action->condition_keys, is_it) ||
         std::ranges::any_of(action->resource_types, [&](catalogue::ResourceType const* type) {
           return std::ranges::any_of(type->condition_keys, is_it);
         });
}

std::optional<std::string_view> missing_claim(Claims const& claims) {
  if (!claims.issuer.has_value()) return "iss";
  if (!claims.subject.has_value()) return "sub";
  if (claims.audiences.empty() && !claims.authorized_party.has_value()) return "aud";
  if (!claims.expires_at.has_value()) return "exp";
  return std::nullopt;
}

// With an authorized party, that one is the client the token was made for, and `aud` may name anybody.
// https://github.com/aws/aws-sdk-net/issues/3071
std::vector<std::string> audiences_of(Claims const& claims) {
  if (claims.authorized_party.has_value()) return {*claims.authorized_party};
  return claims.audiences;
}

std::optional<std::string> find_audience(Claims const& claims, std::vector<std::string> const& client_ids) {
  auto const candidates = audiences_of(claims);
  auto const found = std::ranges::find_first_of(candidates, client_ids);
  if (found == candidates.end()) return std::nullopt;
  return *found;
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif:
// `aud` is the authorized party when there is one, and `oaud` then has the audience.
std::vector<IdentityKey> condition_keys(std::string const& provider, Claims const& claims) {
  std::vector<IdentityKey> keys = {{provider + ":sub", {*claims.subject}}};
  if (claims.authorized_party.has_value()) {
    keys.push_back({provider + ":aud", {*claims.authorized_party}});
    keys.push_back({provider + ":azp", {*claims.authorized_party}});
    keys.push_back({provider + ":oaud", claims.audiences});
  } else {
    keys.push_back({provider + ":aud", claims.audiences});
  }
  if (!claims.methods.empty()) keys.push_back({provider + ":amr", claims.methods});
  for (auto const& [name, values] : claims.others) {
    auto key = provider + ":" + name;
    if (is_condition_key(key)) keys.push_back({std::move(key), values});
  }
  return keys;
}

std::vector<std::string> as_values(std::optional<std::string> const& claim) {
  return claim ? std::vector{*claim} : std::vector<std::string>();
}

// Times are seconds, as the token has them.
std::vector<std::string> as_values(std::optional<Time> const& claim) {
  return claim ? std::vector{std::to_string(epoch_seconds(*claim))} : std::vector<std::string>();
}

std::vector<std::string> values_of(Claims const& claims, std::string_view name) {
  if (name == "iss") return as_values(claims.issuer);
  if (name == "sub") return as_values(claims.subject);
  if (name == "aud") return claims.audiences;
  if (name == "azp") return as_values(claims.authorized_party);
  if (name == "amr") return claims.methods;
  if (name == "exp") return as_values(claims.expires_at);
  if (name == "nbf") return as_values(claims.not_before);
  if (name == "iat") return as_values(claims.issued_at);
  if (name == "https://aws.amazon.com/source_identity") return as_values(claims.source_identity);
  auto const found =
      std::ranges::find(claims.others, name, [](auto const& other) { return std::string_view(other.first); });
  return found == claims.others.end() ? std::vector<std::string>() : found->second;
}

Status check_time(Claims const& claims, Time now) {
  if (now >= *claims.expires_at) return fail(errors::web_token_expired(now, *claims.expires_at));
  if (claims.not_before.has_value() && now + kProviderSkewMax < *claims.not_before) {
    return fail(errors::web_token_not_yet_valid());
  }
  return {};
}

Status check_signature(federation::Jwt const& token, federation::KeySet const& keys) {
  switch (federation::verify(token, keys)) {
    case federation::Verification::kVerified:
      return {};
    case federation::Verification::kNoSuchKey:
      return fail(errors::verification_key_missing());
    case federation::Verification::kWrongSignature:
      return fail(errors::token_signature_wrong());
  }
  return fail(errors::token_signature_wrong());
}

}  // namespace

Result<WebIdentity> prove_web_identity(Call& call, AccountId account, std::string_view text) {
  auto const token = federation::decode_jwt(text);
  if (!token.has_value()) return fail(errors::not_a_jwt());
  auto const& claims = token->claims;
  if (auto const claim = missing_claim(claims)) return fail(errors::token_lacks(*claim));
  if (!is_issuer(*claims.issuer)) return fail(errors::oidc_provider_not_in_account(*claims.issuer));
  store::OidcProviders providers(call.known);
  std::string const issuer(without_scheme(*claims.issuer));
  auto const provider = providers.find(account, issuer);
  bool const is_built_in = std::ranges::find(kBuiltIn, issuer) != kBuiltIn.end();
  if (!provider.has_value() && !is_built_in) return fail(errors::oidc_provider_not_in_account(*claims.issuer));
  std::optional<std::string> audience =
      provider.has_value() ? find_audience(claims, providers.client_ids(provider->id)) : audiences_of(claims).front();
  if (!audience.has_value()) return fail(errors::wrong_token_audience());
  if (auto valid = check_time(claims, call.now); !valid) return fail(valid.error());
  auto const keys = provider_keys(call, provider, issuer);
  if (auto sound = check_signature(*token, keys); !sound) return fail(sound.error());

  WebIdentity proven{.identity = {.provider = provider.has_value() ? iam_arn(call.caller.partition, account,
                                                                             "oidc-provider", "/", issuer)
                                                                   : issuer,
                                  .keys = condition_keys(issuer, claims),
                                  .tags = claims.tags,
                                  .source_identity = claims.source_identity},
                     .subject = *claims.subject,
                     .audience = *std::move(audience)};
  if (auto sound = check_session_of(proven.identity); !sound) return fail(sound.error());
  if (!provider.has_value()) return proven;
  auto propagated =
      propagated_identity(call, provider->id, {.issuer = issuer, .provider_arn = proven.identity.provider},
                          [&](std::string_view claim) { return values_of(claims, claim); });
  if (!propagated) return fail(std::move(propagated.error()));
  proven.identity.propagated = *std::move(propagated);
  return proven;
}

std::string outline_web_identity(Call& call, AccountId account, std::string_view text) {
  constexpr std::size_t kLengthMax = 1000;
  auto const token = federation::decode_jwt(text);
  if (!token.has_value()) return {};
  auto const listed = [](std::vector<std::string> const& names) {
    std::string list;
    for (auto const& name : names) list.append(list.empty() ? "\"" : ", \"").append(name).append("\"");
    return list.empty() ? std::string("nobody") : list.substr(0, kLengthMax);
  };
  auto const issuer = token->claims.issuer.value_or("").substr(0, kLengthMax);
  auto outline = "the token is of \"" + issuer + "\" for " + listed(audiences_of(token->claims));
  store::OidcProviders providers(call.known);
  auto const provider = providers.find(account, without_scheme(issuer));
  if (provider.has_value()) outline += ", the provider is for " + listed(providers.client_ids(provider->id));
  return outline;
}

}  // namespace iam::service
