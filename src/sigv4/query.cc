#include "query.h"

#include "iam/base/encoding.h"

namespace iam::sigv4 {

Parameter take_parameter(std::string_view& query) {
  auto const pair = query.substr(0, query.find('&'));
  query.remove_prefix(std::min(query.size(), pair.size() + 1));
  auto const equals = pair.find('=');
  if (equals == std::string_view::npos) return {pair, {}};
  return {pair.substr(0, equals), pair.substr(equals + 1)};
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
