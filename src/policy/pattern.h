// What a policy says about a text, ready to be matched: with wildcards, variables, both or neither.
#pragma once

#include "variables.h"

#include <array>
#include <cstddef>
#include <memory_resource>
#include <string_view>
#include <vector>

namespace iam::policy {

// Room for an expanded variable without asking the heap.
class Scratch {
 public:
  Scratch() { buffer_.reserve(kBytes - 1); }
  std::pmr::string& buffer() { return buffer_; }

 private:
  static constexpr std::size_t kBytes = 512;
  std::array<char, kBytes> storage_;
  std::pmr::monotonic_buffer_resource resource_{storage_.data(), storage_.size()};
  std::pmr::string buffer_{&resource_};
};

class Pattern {
 public:
  Pattern(std::string_view text, Wildcards wildcards, Variables variables);

  // A pattern with a variable that has no value matches nothing.
  bool matches(std::string_view text, Context const& context) const;
  bool equals_ignoring_case(std::string_view text, Context const& context) const;
  VariableText const& text() const { return text_; }
  // Matches every text: stars and nothing else.
  bool is_any() const { return shape_ == Shape::kAny; }

 private:
  enum class Shape { kPlain, kAny, kGlob, kVariable };

  VariableText text_;
  Wildcards wildcards_;
  Shape shape_ = Shape::kPlain;
};

constexpr std::size_t kArnFields = 6;
using ArnFields = std::array<std::string_view, kArnFields>;

enum class ArnMatch { kMatches, kDiffers, kNoArn };

// The six fields of an ARN with wildcards in each: what ArnEquals and ArnLike alike compare. A lone star is every ARN;
// a variable without a value makes it none.
class ArnPattern {
 public:
  ArnPattern(std::string_view text, Variables variables);

  // kNoArn: the pattern is none, by itself or with what replaced its variables.
  ArnMatch compare(ArnFields const& arn, Context const& context) const;
  // Whether it has variables, or is the pattern of an ARN without them.
  bool may_be_arn() const;

 private:
  VariableText text_;
};

// The fields of an ARN, the last with all colons that follow; nothing when there are fewer than six or it is no ARN.
std::optional<ArnFields> arn_fields(std::string_view text);

}  // namespace iam::policy
