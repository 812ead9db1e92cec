#include "iam/base/account.h"

#include "iam/base/text.h"

#include <algorithm>

namespace iam {
namespace {

constexpr std::size_t kDigits = 12;

}  // namespace

std::optional<AccountId> AccountId::parse(std::string_view text) {
  if (text.size() != kDigits || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  std::uint64_t number = 0;
  for (char digit : text) number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  return AccountId(number);
}

std::string AccountId::text() const {
  std::string digits(kDigits, '0');
  std::uint64_t rest = number_;
  for (std::size_t i = kDigits; i-- > 0; rest /= 10) digits[i] = static_cast<char>('0' + rest % 10);
  return digits;
}

}  // namespace iam
