// The AWS Query protocol, request side: form data to parameters.
// https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
#pragma once

#include "iam/api/value.h"
#include "iam/base/result.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace iam::wire {

// A request's parameters, decoded. Owns the text its values point into.
class QueryRequest {
 public:
  static constexpr std::size_t kParametersMax = 20'000;
  static constexpr std::size_t kNestingMax = 12;  // segments of a parameter's name, as in Tags.member.1.Key

  // Reads `application/x-www-form-urlencoded` text from the body and from the URL's query; of a repeated parameter
  // the first one wins, as on AWS. `MalformedInput` for broken percent escapes, text that is not UTF-8, and more
  // parameters than kParametersMax.
  static Result<QueryRequest> parse(std::string_view body, std::string_view url_query);

  // The text of a parameter that is not nested.
  std::optional<std::string_view> text(std::string_view name) const;

  api::Value const& parameters() const { return root_; }

 private:
  std::vector<char> decoded_;
  api::Value root_;
};

}  // namespace iam::wire
