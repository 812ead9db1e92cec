#include "query.h"

#include "iam/base/encoding.h"
#include "iam/base/text.h"

namespace iam::sigv4 {

Parameter take_parameter(std::string_view& query) {
  auto value = take_until(query, '&');
  auto const name = take_until(value, '=');
  return {name, value};
}

std::string decoded(std::string_view encoded) {
  std::string text;
  text.reserve(encoded.size());
  if (!percent_decode(encoded, PlusSign::kSpace, text)) return std::string(encoded);
  return text;
}

std::optional<std::string> find_parameter(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    auto const parameter = take_parameter(query);
    if (parameter.name == name ||
        (parameter.name.find('%') != std::string_view::npos && decoded(parameter.name) == name)) {
      return decoded(parameter.value);
    }
  }
  return std::nullopt;
}

}  // namespace iam::sigv4
