// Small things that every reader of text does: plain ASCII, whatever the locale.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace iam {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_letter(char c) { return is_upper(c) || is_lower(c); }
constexpr bool is_alphanumeric(char c) { return is_letter(c) || is_digit(c); }

constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }  // as JSON has it

constexpr char to_lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr char to_upper(char c) { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }

// The way IAM compares names, whose alphabet is ASCII. Other bytes stay as they are.
std::string to_lower_ascii(std::string_view text);
std::string to_upper_ascii(std::string_view text);
bool equals_ignoring_case(std::string_view left, std::string_view right);
bool precedes_ignoring_case(std::string_view left, std::string_view right);

// What may stand around the values of HTTP headers (RFC 9110, OWS), and around JSON, PEM and the like.
inline constexpr std::string_view kBlanks = " \t";
inline constexpr std::string_view kBlanksAndLineEnds = " \t\r\n";  // all that is_space() takes

// `text` without the characters of `blanks` at its ends.
constexpr std::string_view trimmed(std::string_view text, std::string_view blanks = kBlanks) {
  auto const first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// Cuts what stands before the first `separator` off `rest`, and the separator with it; everything when there is none.
constexpr std::string_view take_until(std::string_view& rest, char separator) {
  auto const taken = rest.substr(0, rest.find(separator));
  rest.remove_prefix(std::min(rest.size(), taken.size() + 1));
  return taken;
}

// What stands behind the last `separator`; everything when there is none.
constexpr std::string_view after_last(std::string_view text, char separator) {
  return text.substr(text.rfind(separator) + 1);
}

}  // namespace iam
