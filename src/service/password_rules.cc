#include "password_rules.h"

#include "iam/base/encoding.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace iam::service {
namespace {

constexpr std::string_view kUppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kLowercase = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kNumbers = "0123456789";
constexpr std::string_view kSymbols = "!@#$%^&*()_+-=[]{}|'";

struct Kinds {
  bool uppercase;
  bool lowercase;
  bool numbers;
  bool symbols;

  int count() const { return uppercase + lowercase + numbers + symbols; }
};

Kinds kinds_in(std::string_view text) {
  auto const has = [text](std::string_view kind) { return text.find_first_of(kind) != std::string_view::npos; };
  return {has(kUppercase), has(kLowercase), has(kNumbers), has(kSymbols)};
}

std::int64_t longest_repetition(std::string_view text) {
  std::int64_t longest = 0;
  std::int64_t length = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    length = i > 0 && text[i] == text[i - 1] ? length + 1 : 1;
    longest = std::max(longest, length);
  }
  return longest;
}

}  // namespace

bool conforms(Secret const& password, std::optional<store::PasswordPolicy> const& policy) {
  std::string_view const text = password.reveal();
  auto const kinds = kinds_in(text);
  auto const length = static_cast<std::int64_t>(count_code_points(text));
  if (!policy.has_value())
    return length >= store::kPasswordLengthMinDefault && kinds.count() >= store::kPasswordKindsMinDefault;
  return length >= policy->length_min && (kinds.uppercase || !policy->require_uppercase) &&
         (kinds.lowercase || !policy->require_lowercase) && (kinds.numbers || !policy->require_numbers) &&
         (kinds.symbols || !policy->require_symbols);
}

bool meets(Secret const& password, store::PasswordDemands const& demands, std::string_view user_name) {
  std::string_view const text = password.reveal();
  if (kinds_in(text).count() < demands.kinds_min) return false;
  if (demands.repetition_max > 0 && longest_repetition(text) > demands.repetition_max) return false;
  return !demands.unlike_user_name ||
         (text != user_name && !std::equal(text.begin(), text.end(), user_name.rbegin(), user_name.rend()));
}

}  // namespace iam::service
