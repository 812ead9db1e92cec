#include "iam/policy/document.h"

namespace iam::policy {
namespace {

bool is_json_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool begins_a_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

}  // namespace

std::size_t counted_size(std::string_view text) {
  std::size_t size = 0;
  bool in_string = false;
  bool escaped = false;
  for (char const c : text) {
    if (begins_a_character(c) && (in_string || !is_json_space(c))) ++size;
    if (c == '"' && !escaped) in_string = !in_string;
    escaped = in_string && c == '\\' && !escaped;
  }
  return size;
}

}  // namespace iam::policy
