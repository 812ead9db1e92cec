#include "xml_reader.h"

#include "iam/base/text.h"
#include "iam/base/whole_number.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <utility>

namespace iam::federation::xml {
namespace {

constexpr std::string_view kSpace = " \t\n";
constexpr std::string_view kXmlnsNamespace = "http://www.w3.org/2000/xmlns/";

constexpr std::array<std::pair<std::string_view, char>, 5> kEntities = {
    {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};

// Beyond ASCII every character is taken for one of a name: which are not makes no difference here.
constexpr bool begins_name(char c) { return is_letter(c) || c == '_' || c < 0; }
constexpr bool continues_name(char c) { return begins_name(c) || is_digit(c) || c == '-' || c == '.'; }

// A name without a colon; empty when `text` begins with none.
std::string_view name_at(std::string_view text) {
  if (text.empty() || !begins_name(text.front())) return {};
  return text.substr(0, static_cast<std::size_t>(std::ranges::find_if_not(text, continues_name) - text.begin()));
}

constexpr std::uint32_t kCodePointMax = 0x10FFFF;

constexpr bool is_character(std::uint32_t code) {
  return code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code <= 0xD7FF) ||
         (code >= 0xE000 && code <= 0xFFFD) || (code >= 0x10000 && code <= kCodePointMax);
}

void append_utf8(std::uint32_t code, std::string& text) {
  auto const tail = [&](int shift) { text += static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0 | (code >> 6));
    tail(0);
  } else if (code < 0x10000) {
    text += static_cast<char>(0xE0 | (code >> 12));
    tail(6), tail(0);
  } else {
    text += static_cast<char>(0xF0 | (code >> 18));
    tail(12), tail(6), tail(0);
  }
}

// "#38" or "#x26" as the character it stands for.
bool append_numbered(std::string_view reference, std::string& text) {
  bool const is_hex = reference.starts_with("#x");
  reference.remove_prefix(is_hex ? 2 : 1);
  auto const code = whole_number<std::uint32_t>(reference, 0, kCodePointMax, is_hex ? 16 : 10);
  if (!code.has_value() || !is_character(*code)) return false;
  append_utf8(*code, text);
  return true;
}

}  // namespace

bool Reader::take(std::string_view token) {
  if (!rest_.starts_with(token)) return false;
  rest_.remove_prefix(token.size());
  return true;
}

bool Reader::skip_space() {
  auto const length = std::min(rest_.find_first_not_of(kSpace), rest_.size());
  rest_.remove_prefix(length);
  return length > 0;
}

std::string& Reader::open_text() {
  auto& children = open_.back()->children;
  if (children.empty() || children.back().element != nullptr) children.emplace_back();
  return children.back().text;
}

bool Reader::read(Document& document) {
  document_ = &document;
  if (!read_xml_declaration() || !skip_comments_and_space() || !read_start_tag()) return false;
  while (!open_.empty()) {
    if (!read_content()) return false;
  }
  return skip_comments_and_space() && rest_.empty();
}

// <?xml version="1.0" encoding="UTF-8" standalone="no"?>, of which the end may be missing, or all.
bool Reader::read_xml_declaration() {
  if (!take("<?xml")) return true;
  Element declared;
  while (skip_space() && !rest_.starts_with("?>")) {
    if (!read_attribute(declared)) return false;
  }
  auto const encoding = declared.attribute("encoding").value_or("UTF-8");
  return take("?>") && declared.attribute("version") == "1.0" && equals_ignoring_case(encoding, "UTF-8");
}

bool Reader::skip_comments_and_space() {
  while (skip_space() || rest_.starts_with("<!--")) {
    if (rest_.starts_with("<!--") && !skip_comment()) return false;
  }
  return true;
}

bool Reader::skip_comment() {
  if (!take("<!--")) return false;
  auto const end = rest_.find("--");
  if (end == std::string_view::npos) return false;
  rest_.remove_prefix(end);
  return take("-->");
}

bool Reader::read_content() {
  if (rest_.starts_with("</")) return read_end_tag();
  if (rest_.starts_with("<!--")) return skip_comment();
  if (rest_.starts_with("<![CDATA[")) return read_cdata();
  if (rest_.starts_with('<')) return read_start_tag();
  return read_text();
}

bool Reader::read_text() {
  auto& text = open_text();
  while (!rest_.empty() && rest_.front() != '<') {
    if (rest_.front() == '&') {
      if (!read_reference(text)) return false;
      continue;
    }
    auto const run = rest_.substr(0, rest_.find_first_of("<&"));
    if (run.find("]]>") != std::string_view::npos) return false;
    text.append(run);
    rest_.remove_prefix(run.size());
  }
  return !rest_.empty();
}

bool Reader::read_cdata() {
  if (!take("<![CDATA[")) return false;
  auto const end = rest_.find("]]>");
  if (end == std::string_view::npos) return false;
  open_text().append(rest_.substr(0, end));
  rest_.remove_prefix(end);
  return take("]]>");
}

bool Reader::read_reference(std::string& text) {
  constexpr std::size_t kLengthMax = 12;  // of the longest honest one, `&#x10FFFF;`, with some zeros
  auto const end = rest_.substr(0, kLengthMax).find(';');
  if (!rest_.starts_with('&') || end == std::string_view::npos) return false;
  auto const reference = rest_.substr(1, end - 1);
  rest_.remove_prefix(end + 1);
  if (reference.starts_with('#')) return append_numbered(reference, text);
  auto const* const entity = std::ranges::find(kEntities, reference, &std::pair<std::string_view, char>::first);
  if (entity == kEntities.end()) return false;
  text += entity->second;
  return true;
}

bool Reader::read_name(Name& name) {
  auto const first = name_at(rest_);
  if (first.empty()) return false;
  rest_.remove_prefix(first.size());
  name.local = first;
  if (!take(":")) return true;
  auto const second = name_at(rest_);
  if (second.empty()) return false;
  rest_.remove_prefix(second.size());
  name.prefix = std::exchange(name.local, std::string(second));
  return !rest_.starts_with(':');
}

bool Reader::read_value(std::string& value) {
  if (rest_.empty() || (rest_.front() != '"' && rest_.front() != '\'')) return false;
  char const quote = rest_.front();
  rest_.remove_prefix(1);
  while (!rest_.empty() && rest_.front() != quote) {
    char const c = rest_.front();
    if (c == '<') return false;
    if (c == '&') {
      if (!read_reference(value)) return false;
      continue;
    }
    value += c == '\t' || c == '\n' ? ' ' : c;
    rest_.remove_prefix(1);
  }
  return take(std::string_view(&quote, 1));
}

// An attribute, or the declaration of a namespace.
bool Reader::read_attribute(Element& element) {
  Attribute attribute;
  if (!read_name(attribute.name)) return false;
  skip_space();
  if (!take("=")) return false;
  skip_space();
  if (!read_value(attribute.value)) return false;
  if (element.attributes.size() + element.declarations.size() == kAttributesMax) return false;

  auto const& [prefix, local, space] = attribute.name;
  bool const is_default = prefix.empty() && local == "xmlns";
  if (!is_default && prefix != "xmlns") {
    element.attributes.push_back(std::move(attribute));
    return true;
  }
  auto const declared = is_default ? std::string() : local;
  auto const& value = attribute.value;
  // Namespaces in XML 1.0, section 3: what must not be bound, and what to.
  if (!is_default && value.empty()) return false;
  if (declared == "xmlns" || value == kXmlnsNamespace || (declared == "xml") != (value == kXmlNamespace)) return false;
  auto const& others = element.declarations;
  if (std::ranges::find(others, declared, &Declaration::prefix) != others.end()) return false;
  element.declarations.push_back({declared, value});
  return true;
}

// Finds the namespaces of an element and its attributes.
bool Reader::resolve(Element& element) const {
  auto const space = element.space_of(element.name.prefix);
  if (!space.has_value()) return false;
  element.name.space = *space;
  for (auto& [name, value] : element.attributes) {
    // The default namespace is not one of attributes.
    auto const its_space = name.prefix.empty() ? std::string_view() : element.space_of(name.prefix);
    if (!its_space.has_value()) return false;
    name.space = *its_space;
  }
  std::set<std::pair<std::string_view, std::string_view>> names;
  return std::ranges::all_of(element.attributes, [&](Attribute const& each) {
    return names.emplace(each.name.space, each.name.local).second;
  });
}

bool Reader::read_start_tag() {
  if (!take("<") || open_.size() == kDepthMax || document_->elements_.size() == kElementsMax) return false;
  auto& element = document_->elements_.emplace_back();
  if (!read_name(element.name)) return false;
  while (skip_space() && !rest_.starts_with('>') && !rest_.starts_with('/')) {
    if (!read_attribute(element)) return false;
  }
  if (!open_.empty()) {
    element.parent = open_.back();
    open_.back()->children.push_back({&element, {}});
  }
  if (!resolve(element)) return false;
  if (take("/>")) return true;
  open_.push_back(&element);
  return take(">");
}

bool Reader::read_end_tag() {
  Name name;
  if (!take("</") || !read_name(name)) return false;
  skip_space();
  if (!take(">") || name.qualified() != open_.back()->name.qualified()) return false;
  open_.pop_back();
  return true;
}

}  // namespace iam::federation::xml
