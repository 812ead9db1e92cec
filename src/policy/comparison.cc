#include "iam/policy/comparison.h"

#include "iam/policy/document.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace iam::policy {
namespace {

using TextSet = std::optional<std::set<std::string>>;
using PrincipalSet = std::optional<std::set<std::pair<PrincipalKind, std::string>>>;

TextSet as_set(std::optional<std::vector<std::string>> const& list) {
  if (!list.has_value()) return std::nullopt;
  return std::set<std::string>(list->begin(), list->end());
}

PrincipalSet as_set(std::optional<std::vector<Principal>> const& list) {
  if (!list.has_value()) return std::nullopt;
  PrincipalSet::value_type principals;
  for (auto const& [kind, value] : *list) principals.emplace(kind, value);
  return principals;
}

std::map<std::pair<std::string, std::string>, std::set<std::string>> as_map(std::vector<Condition> const& conditions) {
  std::map<std::pair<std::string, std::string>, std::set<std::string>> map;
  for (auto const& [op, key, values] : conditions) map[{op, key}].insert(values.begin(), values.end());
  return map;
}

bool are_the_same(Statement const& left, Statement const& right) {
  return left.sid == right.sid && left.effect == right.effect && as_set(left.actions) == as_set(right.actions) &&
         as_set(left.not_actions) == as_set(right.not_actions) && as_set(left.resources) == as_set(right.resources) &&
         as_set(left.not_resources) == as_set(right.not_resources) &&
         as_set(left.principals) == as_set(right.principals) &&
         as_set(left.not_principals) == as_set(right.not_principals) &&
         as_map(left.conditions) == as_map(right.conditions);
}

}  // namespace

bool say_the_same(std::string_view left, std::string_view right) {
  if (left == right) return true;
  auto const one = parse(left);
  auto const other = parse(right);
  return one.has_value() && other.has_value() && one->version == other->version &&
         std::ranges::equal(one->statements, other->statements, are_the_same);
}

}  // namespace iam::policy
