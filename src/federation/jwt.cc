#include "iam/federation/jwt.h"

#include "base64.h"
#include "claims.h"
#include "iam/base/encoding.h"
#include "iam/base/strict_json.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>

namespace iam::federation {
namespace {

namespace bj = boost::json;

// The model lets a token have 20,000 characters.
constexpr std::size_t kTokenLengthMax = 20'000;

struct Parts {
  std::string_view header;
  std::string_view claims;
  std::string_view signature;
  std::string_view signed_bytes;  // header and claims with the dot between them
};

std::optional<Parts> take_apart(std::string_view token) {
  if (token.size() > kTokenLengthMax || std::ranges::count(token, '.') != 2) return std::nullopt;
  auto const first = token.find('.'), second = token.rfind('.');
  return Parts{.header = token.substr(0, first),
               .claims = token.substr(first + 1, second - first - 1),
               .signature = token.substr(second + 1),
               .signed_bytes = token.substr(0, second)};
}

std::optional<bj::object> decode_object(std::string_view part) {
  auto const text = decode_base64url(part);
  if (!text.has_value()) return std::nullopt;
  return parse_strict_object(*text);
}

}  // namespace

tl::expected<Jwt, JwtFault> decode_jwt(std::string_view token) {
  auto const malformed = tl::unexpected(JwtFault::kMalformed);
  auto const parts = take_apart(token);
  if (!parts.has_value()) return malformed;
  auto const header = decode_object(parts->header);
  auto const body = decode_object(parts->claims);
  auto signature = decode_base64url(parts->signature);
  if (!header.has_value() || !body.has_value() || !signature.has_value()) return malformed;

  // Extensions that must be understood: there are none here.
  if (header->contains("crit")) return malformed;
  auto const* algorithm_name = header->if_contains("alg");
  if (algorithm_name == nullptr || !algorithm_name->is_string()) return malformed;
  std::optional<std::string> key_id;
  if (auto const* id = header->if_contains("kid")) {
    if (!id->is_string()) return malformed;
    key_id = std::string(id->as_string());
  }
  auto claims = read_claims(*body);
  if (!claims.has_value()) return malformed;
  auto const algorithm = find_algorithm(algorithm_name->as_string());
  if (!algorithm.has_value()) return tl::unexpected(JwtFault::kForeignAlgorithm);
  return Jwt{*algorithm, std::move(key_id), *std::move(claims), std::string(parts->signed_bytes),
             *std::move(signature)};
}

Verification verify(Jwt const& token, KeySet const& keys) {
  auto result = Verification::kNoSuchKey;
  for (auto const& each : keys) {
    bool const is_meant = !token.key_id.has_value() || each.id == *token.key_id;
    bool const is_for_algorithm = each.algorithm.value_or(token.algorithm) == token.algorithm;
    if (!is_meant || !is_for_algorithm || !each.key.fits(token.algorithm)) continue;
    if (each.key.verifies(token.algorithm, token.signed_bytes, token.signature)) return Verification::kVerified;
    result = Verification::kWrongSignature;
  }
  return result;
}

Secret sign_jwt(SigningKey const& key, std::string_view key_id, Algorithm algorithm, std::string_view claims) {
  bj::object const header{{"kid", key_id}, {"typ", "JWT"}, {"alg", name_of(algorithm)}};
  auto token = base64url_encode(bj::serialize(header)) + '.' + base64url_encode(claims);
  auto const signature = key.sign(algorithm, token);
  return Secret(token + '.' + base64url_encode(signature));
}

}  // namespace iam::federation
