#include "known_keys.h"

#include "iam/base/text.h"

#include <algorithm>
#include <initializer_list>

namespace iam::gateway {
namespace {

bool is_one_of(std::string_view key, std::initializer_list<std::string_view> names) {
  return std::ranges::any_of(names, [&](std::string_view name) { return equals_ignoring_case(name, key); });
}

}  // namespace

bool is_known_of(Asker asker, std::string_view key) {
  if (asker == Asker::kStranger) return false;
  if (is_one_of(key, {"aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalType", "aws:username"})) return true;
  if (asker == Asker::kElsewhere) return false;
  if (is_one_of(key, {"aws:PrincipalOrgID", "aws:PrincipalOrgPaths"})) return true;
  constexpr std::string_view kTag = "aws:PrincipalTag/";
  bool const is_own = is_one_of(key, {"aws:userid"}) || equals_ignoring_case(key.substr(0, kTag.size()), kTag);
  return asker == Asker::kStored && is_own;
}

bool is_owner_key(std::string_view key) {
  return is_one_of(key, {"aws:ResourceAccount", "aws:ResourceOrgID", "aws:ResourceOrgPaths"});
}

}  // namespace iam::gateway
