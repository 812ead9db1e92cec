// Where AWS's validation would say that a finding is.
// https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_Location.html
#pragma once

#include "iam/policy/places.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace iam::lint {

// Lines from 1, the rest from 0; columns and offsets are UTF-16 units.
struct Mark {
  std::uint32_t line = 1;
  std::uint32_t column = 0;
  std::size_t offset = 0;
};

struct Location {
  std::vector<policy::Located::Step> path;
  Mark start;
  Mark end;  // behind the last character
};

class Locations {
 public:
  // The text outlives it, and may be anything.
  explicit Locations(std::string_view text);

  Location of(policy::Position position) const;

 private:
  Mark mark_of(policy::Position position) const;

  std::string_view text_;
  std::optional<policy::Places> places_;  // nothing: the text is no JSON
};

}  // namespace iam::lint
