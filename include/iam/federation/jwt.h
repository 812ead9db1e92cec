// JSON Web Tokens in their compact form: RFC 7515, RFC 7519.
#pragma once

#include "iam/base/secret.h"
#include "iam/base/time.h"
#include "iam/federation/key_set.h"
#include "iam/federation/session_tags.h"

#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::federation {

// What a token says. The claims that AWS reads are typed; a token in which one has another type is malformed.
struct Claims {
  std::optional<std::string> issuer;            // iss
  std::optional<std::string> subject;           // sub
  std::vector<std::string> audiences;           // aud, one or a list
  std::optional<std::string> authorized_party;  // azp
  std::vector<std::string> methods;             // amr
  std::optional<Time> expires_at;               // exp
  std::optional<Time> not_before;               // nbf
  std::optional<Time> issued_at;                // iat
  SessionTags tags;                             // https://aws.amazon.com/tags
  std::optional<std::string> source_identity;   // https://aws.amazon.com/source_identity
  // Every other claim that is a text, a number, a boolean or a list of these, as texts, in the order of the token.
  std::vector<std::pair<std::string, std::vector<std::string>>> others;
};

// A token taken apart. Nothing of it is to be believed before verify().
struct Jwt {
  Algorithm algorithm;
  std::optional<std::string> key_id;
  Claims claims;
  std::string signed_bytes;
  std::string signature;
};

enum class JwtFault {
  kMalformed,
  kForeignAlgorithm,  // well-formed, but not signed in a way that AWS takes
};

// Every writing of a token but the one of the standard is malformed: padding, white space, members that are there
// twice, critical extensions.
tl::expected<Jwt, JwtFault> decode_jwt(std::string_view token);

enum class Verification { kVerified, kNoSuchKey, kWrongSignature };

// With the keys that have the token's key id or, when it has none, with each that fits its algorithm.
Verification verify(Jwt const& token, KeySet const& keys);

// A token with these claims, which are a JSON object, and the key's id. REQUIRES: the key fits the algorithm.
Secret sign_jwt(SigningKey const& key, std::string_view key_id, Algorithm algorithm, std::string_view claims);

}  // namespace iam::federation
