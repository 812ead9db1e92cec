#include "terraform/hcl.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace iam::state::terraform {
namespace {

constexpr std::size_t kLineMax = 100;

bool is_scalar(Node const& node) { return node.kind == Node::Kind::kScalar || node.kind == Node::Kind::kNull; }

// Names and values, each a line or more. Lines that follow one another have their equal signs below one another; what
// takes several lines has not.
std::string aligned(std::vector<std::pair<std::string, std::string>> const& pairs, std::size_t indent) {
  std::string out;
  std::size_t begin = 0;
  auto const is_one_line = [&](std::size_t i) { return pairs[i].second.find('\n') == std::string::npos; };
  while (begin < pairs.size()) {
    std::size_t end = begin + 1;
    while (is_one_line(begin) && end < pairs.size() && is_one_line(end)) ++end;
    std::size_t width = 0;
    for (std::size_t i = begin; i < end; ++i) width = std::max(width, pairs[i].first.size());
    for (; begin < end; ++begin) {
      auto const& [name, value] = pairs[begin];
      out += fmt::format("{:{}}{:{}} = {}\n", "", indent, name, width, value);
    }
  }
  return out;
}

}  // namespace

std::string literal(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    bool const begins_template = (c == '$' || c == '%') && i + 1 < text.size() && text[i + 1] == '{';
    if (begins_template) {
      out += c;
      out += c;
    } else if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<std::uint8_t>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string expression(Node const& node, std::size_t indent) {
  if (node.kind == Node::Kind::kNull) return "null";
  if (node.kind == Node::Kind::kScalar) return node.is_text ? literal(node.text) : node.text;
  if (node.items.empty() && node.members.empty()) return node.kind == Node::Kind::kList ? "[]" : "{}";
  if (node.kind == Node::Kind::kMap) {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (auto const& [name, value] : node.members)
      pairs.emplace_back(literal(name), expression(value, indent + kIndent));
    return fmt::format("{{\n{}{:{}}}}", aligned(pairs, indent + kIndent), "", indent);
  }
  if (std::ranges::all_of(node.items, is_scalar)) {
    std::string line = "[";
    for (auto const& item : node.items) line += fmt::format("{}{}", line.size() > 1 ? ", " : "", expression(item, 0));
    if (line.size() < kLineMax) return line + "]";
  }
  std::string lines = "[\n";
  for (auto const& item : node.items) {
    lines += fmt::format("{:{}}{},\n", "", indent + kIndent, expression(item, indent + kIndent));
  }
  return fmt::format("{}{:{}}]", lines, "", indent);
}

std::string encoded(Node const& node, std::size_t indent) {
  return is_scalar(node) ? literal(node.text) : fmt::format("jsonencode({})", expression(node, indent));
}

Block& Block::set(std::string_view name, std::string value) {
  attributes_.emplace_back(std::string(name), std::move(value));
  return *this;
}

Block& Block::tail(std::string_view lines) {
  tail_ += lines;
  return *this;
}

std::string Block::str() const {
  auto body = aligned(attributes_, kIndent);
  if (!tail_.empty()) body += (body.empty() ? "" : "\n") + tail_;
  return fmt::format("{} {{\n{}}}\n", head_, body);
}

}  // namespace iam::state::terraform
