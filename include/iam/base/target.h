// A request target taken apart, once: wherever a request goes, its path and its query go with it.
#pragma once

#include <concepts>
#include <string_view>

namespace iam {

struct Target {
  constexpr Target() = default;
  // From any text, as a target is one. The views point into it.
  template <class Text>
  requires std::convertible_to<Text const&, std::string_view>
  constexpr Target(Text const& whole)  // NOLINT(google-explicit-constructor)
      : text(whole), path(text.substr(0, text.find('?'))) {
    if (path.size() < text.size()) query = text.substr(path.size() + 1);
  }

  std::string_view text;  // path and query, raw bytes
  std::string_view path;
  std::string_view query;  // without the question mark
};

}  // namespace iam
