// How IAM names an OpenID Connect provider: by its URL, shortened.
#pragma once

#include <string_view>

namespace iam {

// The URL behind its scheme; all of it when it has none.
constexpr std::string_view without_scheme(std::string_view url) {
  constexpr std::string_view kAfterScheme = "://";
  auto const scheme_end = url.find(kAfterScheme);
  return scheme_end == std::string_view::npos ? url : url.substr(scheme_end + kAfterScheme.size());
}

// The URL as ARNs and answers have it: host and path, without scheme, query and fragment.
constexpr std::string_view provider_name(std::string_view url) {
  auto const name = without_scheme(url);
  return name.substr(0, name.find_first_of("?#"));
}

}  // namespace iam
