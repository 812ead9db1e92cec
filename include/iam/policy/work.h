// What deciding costs, for whoever decides what strangers ask. AWS publishes no limits of this kind; these are far
// above what stored policies and requests come to.
#pragma once

#include "iam/policy/context.h"

#include <cstddef>
#include <cstdint>

namespace iam::policy {

// Of the documents and of the context that one question brings with it. Together they bound what one decision can cost.
inline constexpr std::size_t kGivenDocumentsBytesMax = 1024 * 1024;
inline constexpr std::size_t kGivenContextBytesMax = 64 * 1024;  // as context_bytes() counts

// Keys and values, each with what it takes beside its characters.
std::size_t context_bytes(Context const& context);

// Of the calling thread, ever growing. A step is about a nanosecond: a comparison, a byte that a wildcard passes over.
std::uint64_t steps_taken();

// The decisions that were made on this thread since the object was.
class Work {
 public:
  // Of one answer: about a second.
  static constexpr std::uint64_t kStepsMax = 1'000'000'000;

  Work() : begin_(steps_taken()) {}
  bool is_too_much() const { return steps_taken() - begin_ > kStepsMax; }

 private:
  std::uint64_t begin_;
};

}  // namespace iam::policy
