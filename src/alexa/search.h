// What SearchUsers finds, and in which order: values in, values out.
#pragma once

#include "iam/base/result.h"
#include "iam/store/faces/alexa_users.h"
#include "shapes.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::gateway::alexa {

using Found = store::AlexaUsers::Listed;

std::string_view enrollment_status(std::optional<store::AlexaUser> const& user);

// A search as its request states it.
class Search {
 public:
  // ValidationException for a key that is none of UserId, FirstName, LastName, Email and EnrollmentStatus.
  static Result<Search> make(SearchUsersRequest const& request);

  // Whether each filter has a value that is the user's, to the letter; a user without one matches nothing. Whether AWS
  // compared whole values is unconfirmed.
  bool matches(Found const& user) const;

  // A user's place in the order of the search: its value for each criterion, and at last its UserId, in which no two
  // are alike. Who has no value comes before all values.
  using Position = std::vector<std::optional<std::string>>;
  Position position(Found const& user) const;
  // REQUIRES: both are positions of this search.
  bool precedes(Position const& left, Position const& right) const;

  // Tells searches apart, so that a token of another one is refused.
  std::string text() const;

 private:
  using Value = std::optional<std::string> (*)(Found const& user);
  struct Field;
  struct Condition {
    Field const* field;
    std::vector<std::string> values;
  };
  enum class Direction { kAscending, kDescending };
  struct Criterion {
    Field const* field;
    Direction direction;
  };

  static Result<Field const*> field_of(std::string_view key, std::string_view list);

  std::vector<Condition> conditions_;
  std::vector<Criterion> criteria_;
};

// A position as text that can be read back.
std::string to_text(Search::Position const& position);
// REQUIRES: `text` was answered by to_text().
Search::Position position_of(std::string_view text);

}  // namespace iam::gateway::alexa
