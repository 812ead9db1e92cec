#include "canonical_xml.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

namespace iam::federation::xml {
namespace {

class Canonicalizer {
 public:
  Canonicalizer(std::span<std::string const> inclusive_prefixes, Element const* omitted)
      : inclusive_prefixes_(inclusive_prefixes), omitted_(omitted) {}

  // False when it becomes too long. Recursion is bounded by kDepthMax.
  bool write(Element const& element) {
    auto const rendered_before = rendered_.size();
    auto const name = element.name.qualified();
    text_.append("<").append(name);
    write_namespaces(element);
    write_attributes(element);
    text_ += '>';
    for (auto const& child : element.children) {
      if (child.element == nullptr) {
        text_ += escape_text(child.text);
      } else if (child.element != omitted_ && !write(*child.element)) {
        return false;
      }
    }
    text_.append("</").append(name).append(">");
    rendered_.resize(rendered_before);
    return text_.size() <= kCanonicalBytesMax;
  }

  std::string take_text() { return std::move(text_); }

 private:
  // What the element's names use, and what was asked for by prefix: as far as no ancestor in the output says the same.
  void write_namespaces(Element const& element) {
    std::map<std::string_view, std::string_view> wanted = {{element.name.prefix, element.name.space}};
    for (auto const& [name, value] : element.attributes) {
      if (!name.prefix.empty()) wanted.emplace(name.prefix, name.space);
    }
    for (auto const& prefix : inclusive_prefixes_) {
      if (auto const space = element.space_of(prefix)) wanted.emplace(prefix, *space);
    }
    for (auto const& [prefix, space] : wanted) {
      if (prefix == "xml" || rendered_space(prefix) == space) continue;
      text_.append(prefix.empty() ? " xmlns" : " xmlns:").append(prefix).append("=\"");
      text_.append(escape_attribute(space)).append("\"");
      rendered_.emplace_back(prefix, space);
    }
  }

  void write_attributes(Element const& element) {
    std::vector<Attribute const*> sorted;
    for (auto const& each : element.attributes) sorted.push_back(&each);
    std::ranges::sort(sorted, {}, [](Attribute const* each) { return std::tie(each->name.space, each->name.local); });
    for (auto const* each : sorted) {
      text_.append(" ").append(each->name.qualified()).append("=\"");
      text_.append(escape_attribute(each->value)).append("\"");
    }
  }

  // What a prefix stands for in the output so far; without a declaration the default namespace is none.
  std::optional<std::string_view> rendered_space(std::string_view prefix) const {
    for (auto each = rendered_.rbegin(); each != rendered_.rend(); ++each) {
      if (each->first == prefix) return each->second;
    }
    if (prefix.empty()) return "";
    return std::nullopt;
  }

  std::span<std::string const> inclusive_prefixes_;
  Element const* omitted_;
  std::string text_;
  std::vector<std::pair<std::string_view, std::string_view>> rendered_;  // by the open elements, the innermost last
};

}  // namespace

std::optional<std::string> canonicalize(Element const& apex, std::span<std::string const> inclusive_prefixes,
                                        Element const* omitted) {
  Canonicalizer canonicalizer(inclusive_prefixes, omitted);
  if (!canonicalizer.write(apex)) return std::nullopt;
  return canonicalizer.take_text();
}

std::string escape_text(std::string_view text) {
  std::string escaped;
  for (char const c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '\r':
        escaped += "&#xD;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string escape_attribute(std::string_view text) {
  std::string escaped;
  for (char const c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\t':
        escaped += "&#x9;";
        break;
      case '\n':
        escaped += "&#xA;";
        break;
      case '\r':
        escaped += "&#xD;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

}  // namespace iam::federation::xml
