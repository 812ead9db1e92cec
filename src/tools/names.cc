#include "names.h"

#include <algorithm>
#include <array>

namespace iam::modelgen {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
char to_lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
char to_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

// The keywords that are also words somebody may name a parameter.
constexpr std::array<std::string_view, 22> kKeywords = {
    "auto",     "break",  "case",   "class",  "const",    "continue", "default", "delete",
    "explicit", "export", "friend", "inline", "operator", "private",  "public",  "return",
    "signed",   "static", "switch", "this",   "union",    "volatile"};

}  // namespace

std::string snake_case(std::string_view name) {
  std::string snake;
  for (std::size_t i = 0; i < name.size(); ++i) {
    // A word begins at a capital after a small letter, and at the last capital of a run: "SSH|Public|Key".
    bool const after_small = i > 0 && !is_upper(name[i - 1]);
    bool const before_small = i > 0 && i + 1 < name.size() && !is_upper(name[i + 1]);
    if (is_upper(name[i]) && (after_small || before_small)) snake += '_';
    snake += to_lower(name[i]);
  }
  if (std::find(kKeywords.begin(), kKeywords.end(), snake) != kKeywords.end()) snake += '_';
  return snake;
}

std::string lower_first(std::string_view name) {
  std::string label(name);
  if (!label.empty()) label.front() = to_lower(label.front());
  return label;
}

std::string constant(std::string_view name) {
  auto constant = std::string("k").append(name);
  if (constant.size() > 1) constant[1] = to_upper(constant[1]);
  return constant;
}

std::string literal(std::string_view text) {
  auto const needs_escape = [](char c) { return c == '"' || c == '\\'; };
  if (std::none_of(text.begin(), text.end(), needs_escape)) return std::string("\"").append(text).append("\"");
  return std::string("R\"re(").append(text).append(")re\"");
}

}  // namespace iam::modelgen
