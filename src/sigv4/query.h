// The query of a request's target, pair by pair and still encoded.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace iam::sigv4 {

struct Parameter {
  std::string_view name;
  std::string_view value;
};

// Takes the first pair off `query`. REQUIRES: it is not empty.
Parameter take_parameter(std::string_view& query);

// As a form is decoded: a plus is a blank. Text with a malformed escape stays as it is.
std::string decoded(std::string_view encoded);

// The decoded value of the first parameter of that name.
std::optional<std::string> find_parameter(std::string_view query, std::string_view name);

}  // namespace iam::sigv4
