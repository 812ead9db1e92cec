#include "comparand.h"

#include "date.h"
#include "iam/base/encoding.h"
#include "iam/base/text.h"
#include "iam/policy/address.h"
#include "number.h"
#include "pattern.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>

namespace iam::policy {
namespace {

Verdict matches_if(bool matches) { return matches ? Verdict::kMatches : Verdict::kDiffers; }

std::vector<Pattern> patterns_of(std::vector<std::string> const& values, Wildcards wildcards, Variables variables) {
  std::vector<Pattern> patterns;
  patterns.reserve(values.size());
  for (std::string const& value : values) patterns.emplace_back(value, wildcards, variables);
  return patterns;
}

class Texts final : public Comparand {
 public:
  explicit Texts(std::vector<Pattern> patterns) : patterns_(std::move(patterns)) {}

  Verdict compare(std::string_view value, Scope const& scope) const override {
    return matches_if(
        std::ranges::any_of(patterns_, [&](Pattern const& pattern) { return pattern.matches(value, scope.context); }));
  }

 private:
  std::vector<Pattern> patterns_;
};

class TextsInAnyCase final : public Comparand {
 public:
  explicit TextsInAnyCase(std::vector<Pattern> patterns) : patterns_(std::move(patterns)) {}

  Verdict compare(std::string_view value, Scope const& scope) const override {
    return matches_if(std::ranges::any_of(
        patterns_, [&](Pattern const& pattern) { return pattern.equals_ignoring_case(value, scope.context); }));
  }

 private:
  std::vector<Pattern> patterns_;
};

// Compares truth, not text: `no` and `false` are equal.
class Truths final : public Comparand {
 public:
  explicit Truths(std::vector<Pattern> patterns) : patterns_(std::move(patterns)) {}

  Verdict compare(std::string_view value, Scope const& scope) const override {
    return matches_if(std::ranges::any_of(patterns_, [&](Pattern const& pattern) {
      Scratch scratch;
      auto const wanted = pattern.text().expand(scope.context, scratch.buffer());
      return wanted.has_value() && is_true(*wanted) == is_true(value);
    }));
  }

 private:
  std::vector<Pattern> patterns_;
};

enum class Order { kEqual, kLess, kLessOrEqual, kGreater, kGreaterOrEqual };

Order order_of(std::string_view name) {
  if (name.ends_with("LessThan")) return Order::kLess;
  if (name.ends_with("LessThanEquals")) return Order::kLessOrEqual;
  if (name.ends_with("GreaterThan")) return Order::kGreater;
  if (name.ends_with("GreaterThanEquals")) return Order::kGreaterOrEqual;
  return Order::kEqual;
}

bool holds(Order order, std::strong_ordering found) {
  switch (order) {
    case Order::kEqual:
      return std::is_eq(found);
    case Order::kLess:
      return std::is_lt(found);
    case Order::kLessOrEqual:
      return std::is_lteq(found);
    case Order::kGreater:
      return std::is_gt(found);
    case Order::kGreaterOrEqual:
      break;
  }
  return std::is_gteq(found);
}

// Numbers, or dates as milliseconds. What cannot be read compares with nothing. The simulators were seen to let a
// negated comparison of numbers fail then, the services let it hold.
template <class Quantity, auto parse, Verdict malformed_in_simulator>
class Quantities final : public Comparand {
 public:
  Quantities(Order order, std::vector<std::string> const& values) : order_(order) {
    for (std::string const& value : values) wanted_.push_back(parse(value));
  }

  Verdict compare(std::string_view value, Scope const& scope) const override {
    auto const malformed = scope.semantics == Semantics::kSimulator ? malformed_in_simulator : Verdict::kDiffers;
    std::optional<Quantity> const found = parse(value);
    if (!found.has_value()) return malformed;
    bool const matches = std::ranges::any_of(wanted_, [&](std::optional<Quantity> const& wanted) {
      return wanted.has_value() && holds(order_, *found <=> *wanted);
    });
    if (matches) return Verdict::kMatches;
    bool const all_read = std::ranges::all_of(wanted_, &std::optional<Quantity>::has_value);
    return all_read ? Verdict::kDiffers : malformed;
  }

 private:
  Order order_;
  std::vector<std::optional<Quantity>> wanted_;
};

using Numbers = Quantities<Decimal, parse_decimal, Verdict::kNever>;
using Dates = Quantities<std::int64_t, parse_date, Verdict::kDiffers>;

class Bytes final : public Comparand {
 public:
  explicit Bytes(std::vector<std::string> const& values) {
    for (std::string const& value : values) wanted_.push_back(base64_decode(value));
  }

  Verdict compare(std::string_view value, Scope const&) const override {
    auto const found = base64_decode(value);
    return matches_if(found.has_value() && std::ranges::find(wanted_, found) != wanted_.end());
  }

 private:
  std::vector<std::optional<std::string>> wanted_;
};

class Addresses final : public Comparand {
 public:
  explicit Addresses(std::vector<std::string> const& values) {
    for (std::string const& value : values) ranges_.push_back(parse_address_range(value));
  }

  Verdict compare(std::string_view value, Scope const& scope) const override {
    auto const address = parse_address(value);
    if (!address.has_value()) return Verdict::kNever;
    for (auto const& range : ranges_) {
      // Where the services pass over a malformed range, the simulators were seen to stop.
      if (!range.has_value() && scope.semantics == Semantics::kSimulator) return Verdict::kNever;
      if (range.has_value() && contains(*range, *address)) return Verdict::kMatches;
    }
    return Verdict::kDiffers;
  }

 private:
  std::vector<std::optional<AddressRange>> ranges_;
};

// The values of the policy are tried in their order, up to one that is no ARN.
class Arns final : public Comparand {
 public:
  Arns(std::vector<std::string> const& values, Variables variables) {
    for (std::string const& value : values) patterns_.emplace_back(value, variables);
  }

  Verdict compare(std::string_view value, Scope const& scope) const override {
    auto const fields = arn_fields(value);
    if (!fields.has_value()) return Verdict::kNever;
    for (ArnPattern const& pattern : patterns_) {
      switch (pattern.compare(*fields, scope.context)) {
        case ArnMatch::kMatches:
          return Verdict::kMatches;
        case ArnMatch::kNoArn:
          return Verdict::kInvalid;
        case ArnMatch::kDiffers:
          break;
      }
    }
    return Verdict::kDiffers;
  }

 private:
  std::vector<ArnPattern> patterns_;
};

}  // namespace

std::unique_ptr<Comparand> make_comparand(std::string_view positive, std::vector<std::string> const& values,
                                          Variables variables) {
  if (positive == "StringEqualsIgnoreCase") {
    return std::make_unique<TextsInAnyCase>(patterns_of(values, Wildcards::kPlain, variables));
  }
  if (positive == "StringLike") return std::make_unique<Texts>(patterns_of(values, Wildcards::kActive, variables));
  if (positive.starts_with("Arn")) return std::make_unique<Arns>(values, variables);
  if (positive.starts_with("Numeric")) return std::make_unique<Numbers>(order_of(positive), values);
  if (positive.starts_with("Date")) return std::make_unique<Dates>(order_of(positive), values);
  if (positive == "Bool") return std::make_unique<Truths>(patterns_of(values, Wildcards::kPlain, variables));
  if (positive == "BinaryEquals") return std::make_unique<Bytes>(values);
  if (positive == "IpAddress") return std::make_unique<Addresses>(values);
  return std::make_unique<Texts>(patterns_of(values, Wildcards::kPlain, variables));  // StringEquals
}

bool is_true(std::string_view text) { return equals_ignoring_case(text, "true"); }

}  // namespace iam::policy
