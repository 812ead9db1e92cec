// What XML 1.0 can carry at all, in whatever spelling. https://www.w3.org/TR/xml/#charsets
#pragma once

#include <algorithm>
#include <string_view>

namespace iam {

// False where `text` has a control character besides tab, line feed and carriage return, or U+FFFE or U+FFFF: no answer
// could give it back. REQUIRES: `text` is UTF-8.
inline bool is_xml_text(std::string_view text) {
  bool const has_control = std::ranges::any_of(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r'; });
  return !has_control && text.find("\xEF\xBF\xBE") == std::string_view::npos &&
         text.find("\xEF\xBF\xBF") == std::string_view::npos;
}

}  // namespace iam
