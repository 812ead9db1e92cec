#include "xml_writer.h"

#include "iam/base/encoding.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace iam::wire {
namespace {

constexpr std::string_view kReplacementCharacter = "\xEF\xBF\xBD";

// How a character is written that cannot stand in text as it is; empty for those that can.
constexpr std::string_view entity_of(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    // A parser would turn a bare carriage return into a line feed.
    case '\r':
      return "&#xD;";
    case '\t':
    case '\n':
      return {};
    default:
      // XML 1.0 has no way to write other control characters.
      return static_cast<unsigned char>(c) < 0x20 ? kReplacementCharacter : std::string_view();
  }
}

// U+FFFE and U+FFFF are no characters to XML.
bool begins_with_noncharacter(std::string_view text) {
  return text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF");
}

// Looked up for every character of every answer.
constexpr auto kIsPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t c = 0; c < plain.size(); ++c) plain[c] = entity_of(static_cast<char>(c)).empty();
  plain[0xEF] = false;  // a noncharacter may begin here
  return plain;
}();

bool is_plain(char c) { return kIsPlain[static_cast<unsigned char>(c)]; }

void append_escaped(std::string& out, std::string_view text) {
  for (;;) {
    auto const special = std::find_if_not(text.begin(), text.end(), is_plain);
    out.append(text.begin(), special);
    if (special == text.end()) return;
    text.remove_prefix(static_cast<std::size_t>(special - text.begin()));
    if (begins_with_noncharacter(text)) {
      out.append(kReplacementCharacter);
      text.remove_prefix(3);
    } else {
      auto const entity = entity_of(text.front());
      out.append(entity.empty() ? text.substr(0, 1) : entity);
      text.remove_prefix(1);
    }
  }
}

}  // namespace

void XmlWriter::start_line() {
  if (tag_is_open_) out_ += ">\n";
  tag_is_open_ = false;
  out_.append(static_cast<std::size_t>(depth_) * 2, ' ');
}

void XmlWriter::open(std::string_view name) {
  start_line();
  out_.append("<").append(name);
  tag_is_open_ = true;
  ++depth_;
}

void XmlWriter::open(std::string_view name, std::string_view xml_namespace) {
  open(name);
  out_.append(" xmlns=\"").append(xml_namespace).append("\"");
}

void XmlWriter::close(std::string_view name) {
  --depth_;
  if (tag_is_open_) {
    out_ += "/>\n";
    tag_is_open_ = false;
    return;
  }
  start_line();
  out_.append("</").append(name).append(">\n");
}

void XmlWriter::leaf(std::string_view name, std::string_view text) {
  start_line();
  out_.append("<").append(name).append(">");
  append_escaped(out_, text);
  out_.append("</").append(name).append(">\n");
}

void XmlWriter::text(api::Member const& member, std::string_view text) {
  if (member.encoding != api::Encoding::kPercent) return leaf(member.name, text);
  start_line();
  out_.append("<").append(member.name).append(">");
  percent_encode(text, out_);  // which leaves nothing to escape
  out_.append("</").append(member.name).append(">\n");
}

void XmlWriter::integer(api::Member const& member, std::int64_t number) {
  char digits[24];
  auto const end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  leaf(member.name, {digits, static_cast<std::size_t>(end - digits)});
}

void XmlWriter::boolean(api::Member const& member, bool flag) { leaf(member.name, flag ? "true" : "false"); }

void XmlWriter::timestamp(api::Member const& member, Time time) { leaf(member.name, to_iso8601(time)); }

void XmlWriter::map_key(std::string_view key) {
  open("entry");
  leaf("key", key);
}

}  // namespace iam::wire
