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
  // Bytes for secrets and ids: unpredictable, unless the source is repeatable.
  virtual void fill(std::span<std::uint8_t> bytes) = 0;

  // Whether some accounts have a stream of bytes of their own, which calls of other accounts do not disturb.
  virtual bool has_streams() const { return false; }
  // The account's, or this one where it has none. Lives as long as this one.
  virtual RandomSource& of(AccountId /*account*/) { return *this; }
  // Whether the bytes come again, for whoever begins again where these began.
  virtual bool is_repeatable() const { return false; }
};

// Makes identifiers from a random source. Thread-safe when the source is. Whoever knows an identifier beforehand
// derives from it.
class IdSource {
 public:
  explicit IdSource(RandomSource& random) : random_(random) {}
  virtual ~IdSource() = default;

  // As those of RandomSource.
  void fill(std::span<std::uint8_t> bytes) { random_.fill(bytes); }
  bool has_streams() const { return random_.has_streams(); }
  IdSource of(AccountId account) const { return IdSource(random_.of(account)); }
  bool is_repeatable() const { return random_.is_repeatable(); }

  // `prefix` + letters of A–Z2–7, `length` in all. Characters 5–13 carry the account, as AWS's do.
  virtual std::string unique_id(std::string_view prefix, AccountId account, std::size_t length = kUniqueIdLength);

  // `length` characters of A–Z2–7 that tell nothing.
  virtual std::string base32(std::size_t length);

  // A version 4 UUID, lower case.
  virtual std::string request_id();

  // `length` characters of A–Z a–z 0–9 + /, as in a secret access key.
  virtual std::string secret(std::size_t length);

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
