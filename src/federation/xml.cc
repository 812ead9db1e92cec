#include "xml.h"

#include "iam/base/encoding.h"
#include "iam/base/text.h"
#include "xml_reader.h"

#include <algorithm>

namespace iam::federation::xml {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// XML 1.0 section 2.11.
std::string with_single_line_ends(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      result += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      result += '\n';
    }
  }
  return result;
}

// The production Char of XML 1.0, of text that is UTF-8.
bool has_only_characters(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return c >= 0 && c < ' ' && c != '\t' && c != '\n' && c != '\r'; }) &&
         text.find("\xEF\xBF\xBE") == std::string_view::npos && text.find("\xEF\xBF\xBF") == std::string_view::npos;
}

bool is_blank(std::string_view text) { return std::ranges::all_of(text, is_space); }

}  // namespace

std::optional<std::string_view> Element::attribute(std::string_view local) const {
  for (auto const& each : attributes) {
    if (each.name.space.empty() && each.name.local == local) return each.value;
  }
  return std::nullopt;
}

std::vector<Element const*> Element::elements() const {
  std::vector<Element const*> found;
  for (auto const& child : children) {
    if (child.element != nullptr) found.push_back(child.element);
  }
  return found;
}

std::vector<Element const*> Element::elements(std::string_view space, std::string_view local) const {
  auto found = elements();
  std::erase_if(found, [&](Element const* each) { return !each->is(space, local); });
  return found;
}

Element const* Element::only(std::string_view space, std::string_view local) const {
  auto const found = elements(space, local);
  return found.size() == 1 ? found.front() : nullptr;
}

std::optional<std::string> Element::text() const {
  std::string text;
  for (auto const& child : children) {
    if (child.element != nullptr) return std::nullopt;
    text += child.text;
  }
  return text;
}

bool Element::has_only_elements() const {
  return std::ranges::all_of(children, [](Node const& child) { return is_blank(child.text); });
}

std::optional<std::string_view> Element::space_of(std::string_view prefix) const {
  if (prefix == "xml") return kXmlNamespace;
  for (auto const* element = this; element != nullptr; element = element->parent) {
    for (auto const& each : element->declarations) {
      if (each.prefix == prefix) return each.space;
    }
  }
  if (prefix.empty()) return "";
  return std::nullopt;
}

std::optional<Document> Document::parse(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (!is_utf8(text) || !has_only_characters(text)) return std::nullopt;
  auto const normalized = with_single_line_ends(text);
  Document document;
  if (!Reader(normalized).read(document)) return std::nullopt;
  return document;
}

}  // namespace iam::federation::xml
