#include "iam/federation/key_set.h"

#include "base64.h"
#include "iam/base/encoding.h"
#include "iam/base/hash.h"
#include "iam/base/provider_url.h"
#include "iam/base/strict_json.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace iam::federation {
namespace {

namespace bj = boost::json;

constexpr std::array<std::pair<Curve, std::string_view>, 3> kCurveNames = {
    {{Curve::kP256, "P-256"}, {Curve::kP384, "P-384"}, {Curve::kP521, "P-521"}}};

// The text of a member; empty when it is missing or no text.
std::string_view text_of(bj::object const& object, std::string_view name) {
  auto const* value = object.if_contains(name);
  auto const* text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? std::string_view() : std::string_view(text->data(), text->size());
}

std::optional<PublicKey::Numbers> numbers_of(bj::object const& jwk) {
  auto const number = [&](std::string_view name) { return decode_base64url(text_of(jwk, name)).value_or(""); };
  auto const kind = text_of(jwk, "kty");
  if (kind == "RSA") return RsaNumbers{number("n"), number("e")};
  if (kind != "EC") return std::nullopt;
  for (auto const& [curve, name] : kCurveNames) {
    if (name == text_of(jwk, "crv")) return EcPoint{curve, number("x"), number("y")};
  }
  return std::nullopt;
}

std::optional<VerificationKey> read_key(bj::value const& value) {
  auto const* jwk = value.if_object();
  if (jwk == nullptr) return std::nullopt;
  if (jwk->contains("use") && text_of(*jwk, "use") != "sig") return std::nullopt;
  auto const algorithm = find_algorithm(text_of(*jwk, "alg"));
  if (jwk->contains("alg") && !algorithm.has_value()) return std::nullopt;
  auto const numbers = numbers_of(*jwk);
  if (!numbers.has_value()) return std::nullopt;
  auto key = PublicKey::of_numbers(*numbers);
  if (!key.has_value() || (algorithm.has_value() && !key->fits(*algorithm))) return std::nullopt;
  return VerificationKey{std::string(text_of(*jwk, "kid")), algorithm, *std::move(key)};
}

// The members that RFC 7638 makes the thumbprint of, in the order of their names.
bj::object to_jwk(PublicKey const& key) {
  auto const numbers = key.numbers();
  if (auto const* rsa = std::get_if<RsaNumbers>(&numbers)) {
    return {{"e", base64url_encode(rsa->exponent)}, {"kty", "RSA"}, {"n", base64url_encode(rsa->modulus)}};
  }
  auto const& point = std::get<EcPoint>(numbers);
  auto const name = std::ranges::find(kCurveNames, point.curve, &std::pair<Curve, std::string_view>::first)->second;
  return {{"crv", name}, {"kty", "EC"}, {"x", base64url_encode(point.x)}, {"y", base64url_encode(point.y)}};
}

bool is_ec(VerificationKey const& key) { return std::holds_alternative<EcPoint>(key.key.numbers()); }

std::optional<KeySet> read_key_set(bj::object const& document) {
  auto const* list = document.if_contains("keys");
  auto const* values = list == nullptr ? nullptr : list->if_array();
  // Counted before they are read, since every key costs its check.
  if (values == nullptr || values->size() > 2 * kKeysOfAKindMax) return std::nullopt;

  KeySet keys;
  for (auto const& value : *values) {
    if (auto key = read_key(value)) keys.push_back(*std::move(key));
  }
  auto const points = static_cast<std::size_t>(std::ranges::count_if(keys, is_ec));
  if (keys.empty() || points > kKeysOfAKindMax || keys.size() - points > kKeysOfAKindMax) return std::nullopt;
  return keys;
}

}  // namespace

std::optional<KeySet> parse_key_set(std::string_view text) {
  if (text.size() > kKeySetBytesMax) return std::nullopt;
  auto const document = parse_strict_object(text);
  return document.has_value() ? read_key_set(*document) : std::nullopt;
}

std::optional<std::vector<std::pair<std::string, KeySet>>> parse_issuer_key_sets(std::string_view text) {
  auto const document = parse_strict_object(text);
  if (!document.has_value()) return std::nullopt;
  std::vector<std::pair<std::string, KeySet>> key_sets;
  for (auto const& [url, value] : *document) {
    auto const* object = value.if_object();
    auto keys = object == nullptr ? std::nullopt : read_key_set(*object);
    std::string const issuer(without_scheme(url));
    if (!keys.has_value() || std::ranges::count(key_sets, issuer, &std::pair<std::string, KeySet>::first) > 0) {
      return std::nullopt;
    }
    key_sets.emplace_back(issuer, *std::move(keys));
  }
  return key_sets;
}

std::string to_json(KeySet const& keys) {
  bj::array list;
  for (auto const& each : keys) {
    auto jwk = to_jwk(each.key);
    jwk["use"] = "sig";
    if (!each.id.empty()) jwk["kid"] = each.id;
    if (each.algorithm.has_value()) jwk["alg"] = name_of(*each.algorithm);
    list.emplace_back(std::move(jwk));
  }
  return bj::serialize(bj::object{{"keys", std::move(list)}});
}

std::string thumbprint(PublicKey const& key) { return base64url_encode(sha256(bj::serialize(to_jwk(key)))); }

}  // namespace iam::federation
