#include "search.h"

#include "errors.h"
#include "iam/base/text.h"

#include <boost/json.hpp>

#include <algorithm>
#include <utility>

namespace iam::gateway::alexa {
namespace {

namespace json = boost::json;

std::optional<std::string> user_id(Found const& user) { return user.name; }

std::optional<std::string> status(Found const& user) { return std::string(enrollment_status(user.kept)); }

template <std::optional<std::string> store::AlexaUser::*member>
std::optional<std::string> kept(Found const& user) {
  return user.kept.has_value() ? (*user.kept).*member : std::nullopt;
}

}  // namespace

struct Search::Field {
  std::string_view key;
  Value value;
};

std::string_view enrollment_status(std::optional<store::AlexaUser> const& user) {
  if (user.has_value() && user->registered_at.has_value()) return "REGISTERED";
  if (user.has_value() && user->invited_at.has_value()) return "PENDING";
  return "INITIALIZED";
}

Result<Search::Field const*> Search::field_of(std::string_view key, std::string_view list) {
  static constexpr Field kFields[] = {
      {"UserId", user_id},
      {"FirstName", kept<&store::AlexaUser::first_name>},
      {"LastName", kept<&store::AlexaUser::last_name>},
      {"Email", kept<&store::AlexaUser::email>},
      {"EnrollmentStatus", status},
  };
  auto const* found = std::ranges::find(kFields, key, &Field::key);
  if (found == std::end(kFields)) {
    return fail(errors::validation(std::string(list) + " have the keys UserId, FirstName, LastName, Email and "
                                                       "EnrollmentStatus."));
  }
  return found;
}

Result<Search> Search::make(SearchUsersRequest const& request) {
  Search search;
  for (auto const& [key, values] : request.filters.value_or(std::vector<Filter>())) {
    auto const field = field_of(key, "Filters");
    if (!field.has_value()) return fail(field.error());
    search.conditions_.push_back({*field, values});
  }
  for (auto const& [key, direction] : request.sort_criteria.value_or(std::vector<Sort>())) {
    auto const field = field_of(key, "SortCriteria");
    if (!field.has_value()) return fail(field.error());
    // Users alike in a field are alike in it whatever the direction.
    if (std::ranges::find(search.criteria_, *field, &Criterion::field) != search.criteria_.end()) continue;
    search.criteria_.push_back({*field, direction == "DESC" ? Direction::kDescending : Direction::kAscending});
  }
  return search;
}

bool Search::matches(Found const& user) const {
  return std::ranges::all_of(conditions_, [&user](Condition const& condition) {
    auto const value = condition.field->value(user);
    return value.has_value() && std::ranges::find(condition.values, *value) != condition.values.end();
  });
}

// IAM tells names apart ignoring case.
Search::Position Search::position(Found const& user) const {
  Position position;
  for (auto const& criterion : criteria_) position.push_back(criterion.field->value(user));
  position.emplace_back(to_lower_ascii(user.name));
  return position;
}

bool Search::precedes(Position const& left, Position const& right) const {
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (left[i] == right[i]) continue;
    bool const descends = i < criteria_.size() && criteria_[i].direction == Direction::kDescending;
    return descends ? right[i] < left[i] : left[i] < right[i];
  }
  return false;
}

std::string Search::text() const {
  json::array parts;
  for (auto const& [field, values] : conditions_) {
    json::array listed;
    for (auto const& value : values) listed.emplace_back(value);
    parts.push_back(json::array{field->key, std::move(listed)});
  }
  for (auto const& [field, direction] : criteria_) {
    parts.push_back(json::array{field->key, direction == Direction::kAscending});
  }
  return json::serialize(parts);
}

std::string to_text(Search::Position const& position) {
  json::array values;
  for (auto const& value : position) values.push_back(value.has_value() ? json::value(*value) : json::value());
  return json::serialize(values);
}

Search::Position position_of(std::string_view text) {
  Search::Position position;
  auto const values = json::parse(text);
  for (auto const& value : values.as_array()) {
    auto& place = position.emplace_back();
    if (auto const* found = value.if_string()) place.emplace(*found);
  }
  return position;
}

}  // namespace iam::gateway::alexa
