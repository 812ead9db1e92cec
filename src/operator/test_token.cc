#include "test_token.h"

#include "iam/base/encoding.h"
#include "iam/base/strict_json.h"
#include "iam/base/text.h"
#include "iam/face/answers.h"
#include "json_fields.h"

#include <algorithm>

namespace iam::gateway {
namespace {

namespace json = boost::json;

// With room for signature and header, a token that STS takes: it has 20,000 characters at most.
constexpr std::size_t kClaimsBytesMax = 12'000;
constexpr std::chrono::hours kLifetime(1);
// As of assertions: a token that was lost is not believed for ever.
constexpr std::chrono::hours kLifetimeMax(24 * 365);

// Whether the claim `exp`, if it is a number, is too far from now.
bool lasts_too_long(json::object const& claims, Time now) {
  auto const* exp = claims.if_contains("exp");
  return exp != nullptr && exp->is_number() &&
         exp->to_number<double>() > static_cast<double>(epoch_seconds(now + kLifetimeMax));
}

tl::expected<std::string, std::string> with_defaults(json::object claims, TokenDefaults const& defaults) {
  json::object const standard{{"iss", defaults.issuer},
                              {"sub", "test"},
                              {"aud", "sts.amazonaws.com"},
                              {"iat", epoch_seconds(defaults.now)},
                              {"exp", epoch_seconds(defaults.now + kLifetime)}};
  for (auto const& [name, value] : standard) claims.emplace(name, value);
  json::object wanted;
  for (auto const& [name, value] : claims) {
    if (!value.is_null()) wanted.emplace(name, value);
  }
  if (lasts_too_long(wanted, defaults.now)) return tl::unexpected<std::string>("`exp` is at most a year from now");
  auto text = json::serialize(wanted);
  if (text.size() > kClaimsBytesMax) return tl::unexpected<std::string>("a token has room for 12000 bytes of claims");
  return text;
}

}  // namespace

tl::expected<std::string, std::string> claims_of_body(std::string_view body, TokenDefaults const& defaults) {
  auto claims = parse_strict_object(body.empty() ? std::string_view("{}") : body);
  if (!claims.has_value()) return tl::unexpected(wrong_body(R"(send an object of claims such as {"sub": "me"})", body));
  return with_defaults(*std::move(claims), defaults);
}

tl::expected<std::string, std::string> claims_of_query(std::string_view query, TokenDefaults const& defaults) {
  json::object claims;
  while (!query.empty()) {
    auto encoded_value = take_until(query, '&');
    auto const encoded_name = take_until(encoded_value, '=');
    std::string name, value;
    if (!percent_decode(encoded_name, PlusSign::kSpace, name) ||
        !percent_decode(encoded_value, PlusSign::kSpace, value) || !is_utf8(name + value)) {
      return tl::unexpected<std::string>("a parameter is not properly encoded");
    }
    if (!name.empty()) claims[name == "audience" ? "aud" : name] = value;
  }
  return with_defaults(std::move(claims), defaults);
}

}  // namespace iam::gateway
