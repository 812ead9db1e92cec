#include "claims.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <cmath>

namespace iam::federation {
namespace {

namespace bj = boost::json;
using Texts = std::vector<std::string>;

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html, "Passing session tags using
// AssumeRoleWithWebIdentity": one claim with everything, or a claim for each tag with the names joined by slashes.
constexpr std::string_view kTags = "https://aws.amazon.com/tags";
constexpr std::string_view kFlatTag = "https://aws.amazon.com/tags/principal_tags/";
constexpr std::string_view kFlatTransitiveKeys = "https://aws.amazon.com/tags/transitive_tag_keys";
constexpr std::string_view kSourceIdentity = "https://aws.amazon.com/source_identity";

// The last second of the year 9999: what comes later cannot be shown as AWS shows times.
constexpr double kEpochSecondsMax = 253'402'300'799;

bool read(bj::value const& value, std::string& text) {
  if (auto const* string = value.if_string()) return text.assign(string->data(), string->size()), true;
  return false;
}

// NumericDate of RFC 7519: seconds, perhaps with a fraction.
bool read(bj::value const& value, Time& time) {
  bj::error_code error;
  auto const seconds = value.to_number<double>(error);
  if (error || !(seconds >= 0 && seconds <= kEpochSecondsMax)) return false;
  time = Time(std::chrono::milliseconds(std::llround(seconds * 1000)));
  return true;
}

template <class T>
bool read(bj::value const& value, std::optional<T>& target) {
  return read(value, target.emplace());
}

// One text, or a list of them.
bool read(bj::value const& value, Texts& texts) {
  if (value.is_string()) return read(value, texts.emplace_back());
  auto const* list = value.if_array();
  if (list == nullptr) return false;
  for (auto const& each : *list) {
    if (!read(each, texts.emplace_back())) return false;
  }
  return true;
}

// The value of a session tag: a text, or a list of exactly one.
bool read_tag(std::string_view key, bj::value const& value, SessionTags& tags) {
  Texts values;
  if (!read(value, values) || values.size() != 1) return false;
  tags.tags.emplace_back(key, std::move(values.front()));
  return true;
}

bool read_tags(bj::value const& value, SessionTags& tags) {
  auto const* claim = value.if_object();
  if (claim == nullptr) return false;
  if (auto const* principal_tags = claim->if_contains("principal_tags")) {
    auto const* members = principal_tags->if_object();
    if (members == nullptr) return false;
    for (auto const& [key, each] : *members) {
      if (!read_tag(key, each, tags)) return false;
    }
  }
  auto const* keys = claim->if_contains("transitive_tag_keys");
  return keys == nullptr || read(*keys, tags.transitive_keys);
}

bool is_scalar(bj::value const& value) { return value.is_string() || value.is_bool() || value.is_number(); }

std::string to_text(bj::value const& value) {
  return value.is_string() ? std::string(value.as_string()) : bj::serialize(value);
}

void keep_other(std::string_view name, bj::value const& value, Claims& claims) {
  if (is_scalar(value)) {
    claims.others.emplace_back(name, Texts{to_text(value)});
    return;
  }
  auto const* list = value.if_array();
  if (list == nullptr) return;
  Texts texts;
  for (auto const& each : *list) {
    if (!is_scalar(each)) return;
    texts.push_back(to_text(each));
  }
  claims.others.emplace_back(name, std::move(texts));
}

// False when a claim that is read has not its type.
bool read_claim(std::string_view name, bj::value const& value, Claims& claims) {
  if (name == "iss") return read(value, claims.issuer);
  if (name == "sub") return read(value, claims.subject);
  if (name == "aud") return read(value, claims.audiences);
  if (name == "azp") return read(value, claims.authorized_party);
  if (name == "amr") return read(value, claims.methods);
  if (name == "exp") return read(value, claims.expires_at);
  if (name == "nbf") return read(value, claims.not_before);
  if (name == "iat") return read(value, claims.issued_at);
  if (name == kTags) return read_tags(value, claims.tags);
  if (name == kFlatTransitiveKeys) return read(value, claims.tags.transitive_keys);
  if (name == kSourceIdentity) return read(value, claims.source_identity);
  if (name.starts_with(kFlatTag)) return read_tag(name.substr(kFlatTag.size()), value, claims.tags);
  keep_other(name, value, claims);
  return true;
}

}  // namespace

std::optional<Claims> read_claims(bj::object const& body) {
  Claims claims;
  for (auto const& [name, value] : body) {
    if (!read_claim(name, value, claims)) return std::nullopt;
  }
  return claims;
}

}  // namespace iam::federation
