#include "iam/sigv4/credential.h"

#include "algorithm.h"

#include <algorithm>
#include <array>

namespace iam::sigv4 {

std::optional<Credential> parse_credential(std::string_view text) {
  std::array<std::string_view, 5> parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto const slash = text.find('/');
    bool const is_last = i + 1 == parts.size();
    if (is_last != (slash == std::string_view::npos)) return std::nullopt;
    parts[i] = text.substr(0, slash);
    text.remove_prefix(is_last ? text.size() : slash + 1);
  }
  return Credential{parts[0], parts[1], parts[2], parts[3], parts[4]};
}

std::optional<Credential> credential_of_header(std::string_view authorization) {
  constexpr std::string_view kParameter = "Credential=";
  if (!authorization.starts_with(kAlgorithm)) return std::nullopt;
  auto const at = authorization.find(kParameter);
  if (at == std::string_view::npos) return std::nullopt;
  auto const text = authorization.substr(at + kParameter.size());
  return parse_credential(text.substr(0, std::min(text.find(','), text.find(' '))));
}

}  // namespace iam::sigv4
