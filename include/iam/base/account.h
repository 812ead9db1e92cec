// The account everything belongs to.
#pragma once

#include "iam/base/time.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace iam {

// A 12-digit AWS account id. Leading zeros belong to it, so it is text on the wire and a number inside.
class AccountId {
 public:
  constexpr AccountId() = default;
  // REQUIRES: number < 10^12.
  constexpr explicit AccountId(std::uint64_t number) : number_(number) {}

  // Exactly twelve decimal digits; nothing for anything else.
  static std::optional<AccountId> parse(std::string_view text);

  constexpr std::uint64_t number() const { return number_; }
  std::string text() const;

  auto operator<=>(AccountId const&) const = default;

 private:
  std::uint64_t number_ = 0;
};

// An account has no creation date of its own here; its root user shows this one.
inline constexpr Time kAccountCreatedAt = std::chrono::sys_days(std::chrono::year(2020) / 1 / 1);

}  // namespace iam
