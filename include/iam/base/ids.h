// Identifiers the server makes up: unique ids, request ids, secrets.
// Formats: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
#pragma once

#include "iam/base/account.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace iam {

// The four letters in front of a unique id tell what it names.
namespace id_prefix {
inline constexpr std::string_view kUser = "AIDA";
inline constexpr std::string_view kGroup = "AGPA";
inline constexpr std::string_view kRole = "AROA";
inline constexpr std::string_view kInstanceProfile = "AIPA";
inline constexpr std::string_view kManagedPolicy = "ANPA";
inline constexpr std::string_view kCertificate = "ASCA";
inline constexpr std::string_view kServiceSpecificCredential = "ACCA";
inline constexpr std::string_view kPublicKey = "APKA";
inline constexpr std::string_view kAccessKey = "AKIA";
inline constexpr std::string_view kSessionKey = "ASIA";
}  // namespace id_prefix

inline constexpr std::size_t kUniqueIdLength = 21;     // AIDA…, AROA…, AGPA…
inline constexpr std::size_t kAccessKeyIdLength = 20;  // AKIA…, ASIA…, APKA…
inline constexpr std::size_t kSecretAccessKeyLength = 40;

// Where random bytes come from. Thread-safe.
class RandomSource {
 public:
  virtual ~RandomSource() = default;
  // Unpredictable bytes; for secrets and ids.
  virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

// Makes identifiers from a random source. Thread-safe when the source is.
class IdSource {
 public:
  explicit IdSource(RandomSource& random) : random_(random) {}

  // `prefix` + letters of A–Z2–7, `length` in all. Characters 5–13 carry the account, as AWS's do.
  std::string unique_id(std::string_view prefix, AccountId account, std::size_t length = kUniqueIdLength);

  // `length` characters of A–Z2–7 that tell nothing.
  std::string base32(std::size_t length);

  // A version 4 UUID, lower case.
  std::string request_id();

  // `length` characters of A–Z a–z 0–9 + /, as in a secret access key.
  std::string secret(std::size_t length);

  // Where something is left to chance: evenly from 0 to below 1.
  double fraction();

 private:
  RandomSource& random_;
};

// The account that unique_id() wrote into an id or access key id; nothing when `id` carries none.
std::optional<AccountId> account_of_id(std::string_view id);

// The operating system's randomness through OpenSSL, buffered per thread.
std::unique_ptr<RandomSource> make_system_random();

// A repeatable sequence, for tests.
std::unique_ptr<RandomSource> make_seeded_random(std::uint64_t seed);

}  // namespace iam
