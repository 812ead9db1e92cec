#include "password_rules.h"

#include "iam/base/encoding.h"

#include <string_view>

namespace iam::service {
namespace {

constexpr std::string_view kUppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kLowercase = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kNumbers = "0123456789";
constexpr std::string_view kSymbols = "!@#$%^&*()_+-=[]{}|'";

// Without a policy: eight characters, of three kinds.
constexpr std::size_t kDefaultLengthMin = 8;
constexpr int kDefaultKinds = 3;

}  // namespace

bool conforms(Secret const& password, std::optional<store::PasswordPolicy> const& policy) {
  std::string_view const text = password.reveal();
  auto const has = [text](std::string_view kind) { return text.find_first_of(kind) != std::string_view::npos; };
  bool const uppercase = has(kUppercase);
  bool const lowercase = has(kLowercase);
  bool const numbers = has(kNumbers);
  bool const symbols = has(kSymbols);
  auto const length = count_code_points(text);

  if (!policy.has_value()) {
    return length >= kDefaultLengthMin && uppercase + lowercase + numbers + symbols >= kDefaultKinds;
  }
  return length >= static_cast<std::size_t>(policy->length_min) && (uppercase || !policy->require_uppercase) &&
         (lowercase || !policy->require_lowercase) && (numbers || !policy->require_numbers) &&
         (symbols || !policy->require_symbols);
}

}  // namespace iam::service
