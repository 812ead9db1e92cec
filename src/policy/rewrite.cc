#include "iam/policy/rewrite.h"

#include "json.h"

#include <cstddef>

namespace iam::policy {
namespace {

// Statement objects are members of the document, or of its list of statements; what lies deeper is no element.
constexpr int kElementDepthMax = 3;

// The length of the JSON string that `text` begins with, its quotes included.
std::size_t string_length(std::string_view text) {
  std::size_t at = 1;
  while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
  return at + 1;
}

bool is_name(std::string_view rest) {
  auto const next = rest.find_first_not_of(" \t\r\n");
  return next != std::string_view::npos && rest[next] == ':';
}

bool spells(std::string_view quoted, std::string_view text) {
  auto const value = json::read(quoted);
  return value.has_value() && value->text == text;
}

}  // namespace

std::string respell_principal(std::string_view document, std::string_view from, std::string_view to) {
  std::string rewritten;
  rewritten.reserve(document.size());
  int depth = 0;
  int principal_depth = 0;  // of the object whose element Principal is being read; 0: none is
  while (!document.empty()) {
    char const c = document.front();
    std::size_t const length = c == '"' ? string_length(document) : 1;
    auto const token = document.substr(0, length);
    document.remove_prefix(token.size());

    if (c == '{' || c == '[') ++depth;
    if (depth == principal_depth && (c == ',' || c == '}')) principal_depth = 0;
    if (c == '}' || c == ']') --depth;
    bool const names_member = c == '"' && is_name(document);
    if (names_member && depth <= kElementDepthMax && spells(token, "Principal")) principal_depth = depth;
    if (c == '"' && !names_member && principal_depth != 0 && spells(token, from)) {
      rewritten.append("\"").append(to).append("\"");
    } else {
      rewritten.append(token);
    }
  }
  return rewritten;
}

}  // namespace iam::policy
