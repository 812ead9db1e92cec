#include "iam/state/node.h"

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>

#include <algorithm>
#include <utility>

namespace iam::state {
namespace {

void append_text(std::string& out, std::string_view text) {
  out += boost::json::serialize(boost::json::string_view(text.data(), text.size()));
}

void append(std::string& out, Node const& node) {
  char const* separator = "";
  switch (node.kind) {
    case Node::Kind::kNull:
      out += "null";
      return;
    case Node::Kind::kScalar:
      if (node.is_text) {
        append_text(out, node.text);
      } else {
        out += node.text;
      }
      return;
    case Node::Kind::kList:
      out += '[';
      for (auto const& item : node.items) {
        out += std::exchange(separator, ",");
        append(out, item);
      }
      out += ']';
      return;
    case Node::Kind::kMap:
      out += '{';
      for (auto const& [name, value] : node.members) {
        out += std::exchange(separator, ",");
        append_text(out, name);
        out += ':';
        append(out, value);
      }
      out += '}';
      return;
  }
}

}  // namespace

Node Node::scalar(std::string text, std::size_t line) {
  Node node;
  node.kind = Kind::kScalar;
  node.text = std::move(text);
  node.is_text = true;
  node.line = line;
  return node;
}

Node Node::truth(bool said, std::size_t line) {
  auto node = scalar(said ? "true" : "false", line);
  node.is_text = false;
  return node;
}

Node const* Node::find(std::string_view name) const {
  auto const found = std::ranges::find(members, name, &Member::name);
  return found == members.end() ? nullptr : &found->value;
}

Node const* Node::find_tagged() const {
  if (!tag.empty()) return this;
  for (auto const& item : items) {
    if (auto const* found = item.find_tagged()) return found;
  }
  for (auto const& member : members) {
    if (auto const* found = member.value.find_tagged()) return found;
  }
  return nullptr;
}

std::string to_json(Node const& node) {
  std::string out;
  append(out, node);
  return out;
}

}  // namespace iam::state
