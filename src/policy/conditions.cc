#include "iam/policy/conditions.h"

#include "date.h"
#include "iam/base/encoding.h"
#include "iam/base/text.h"
#include "iam/policy/address.h"
#include "number.h"
#include "pattern.h"

#include <algorithm>
#include <iterator>

namespace iam::policy {
namespace {

constexpr std::string_view kNull = "Null";
constexpr std::string_view kIfExists = "IfExists";
constexpr std::string_view kForAllValues = "ForAllValues:";
constexpr std::string_view kForAnyValue = "ForAnyValue:";

constexpr std::string_view kComparisons[] = {
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
    "NumericEquals",
    "NumericNotEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
    "DateEquals",
    "DateNotEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
    "Bool",
    "BinaryEquals",
    "IpAddress",
    "NotIpAddress",
    "ArnEquals",
    "ArnNotEquals",
    "ArnLike",
    "ArnNotLike",
    kNull,
};

bool drop_prefix(std::string_view& name, std::string_view prefix) {
  if (!equals_ignoring_case(name.substr(0, prefix.size()), prefix)) return false;
  name.remove_prefix(prefix.size());
  return true;
}

bool drop_suffix(std::string_view& name, std::string_view suffix) {
  if (name.size() < suffix.size() || !equals_ignoring_case(name.substr(name.size() - suffix.size()), suffix)) {
    return false;
  }
  name.remove_suffix(suffix.size());
  return true;
}

}  // namespace

std::span<std::string_view const> comparisons() { return kComparisons; }

std::optional<Operator> parse_operator(std::string_view name) {
  Operator parsed;
  if (drop_prefix(name, kForAllValues)) {
    parsed.qualifier = SetQualifier::kForAllValues;
  } else if (drop_prefix(name, kForAnyValue)) {
    parsed.qualifier = SetQualifier::kForAnyValue;
  }
  parsed.if_exists = drop_suffix(name, kIfExists);
  auto const* const found = std::ranges::find_if(
      kComparisons, [&](std::string_view comparison) { return equals_ignoring_case(comparison, name); });
  if (found == std::end(kComparisons)) return std::nullopt;
  // "You can add IfExists to the end of any condition operator name except the Null condition."
  if (*found == kNull && parsed.if_exists) return std::nullopt;
  parsed.comparison = *found;
  return parsed;
}

bool is_literal_of(std::string_view comparison, std::string_view value) {
  if (comparison.starts_with("Date")) return parse_date(value).has_value();
  if (comparison.ends_with("IpAddress")) return parse_address_range(value).has_value();
  if (comparison.starts_with("Numeric")) return parse_decimal(value).has_value();
  if (comparison.starts_with("Binary")) return base64_decode(value).has_value();
  if (comparison.starts_with("Arn")) return ArnPattern(value, Variables::kReplaced).may_be_arn();
  return true;
}

}  // namespace iam::policy
