#include "object.h"

#include <utility>

namespace iam::state {
namespace {

Node word(std::string text) {
  auto node = Node::scalar(std::move(text), 0);
  node.is_text = false;
  return node;
}

}  // namespace

Object& Object::node(std::string_view name, Node value) {
  node_.members.push_back({std::string(name), std::move(value)});
  return *this;
}

Object& Object::text(std::string_view name, std::optional<std::string> value) {
  return value.has_value() ? node(name, Node::scalar(*std::move(value), 0)) : *this;
}

Object& Object::number(std::string_view name, std::int64_t value) { return node(name, word(std::to_string(value))); }

Object& Object::number(std::string_view name, std::optional<std::int64_t> value) {
  return value.has_value() ? number(name, *value) : *this;
}

Object& Object::boolean(std::string_view name, bool value) { return node(name, Node::truth(value, 0)); }

Object& Object::time(std::string_view name, Time value) { return text(name, to_iso8601(value)); }

Object& Object::texts(std::string_view name, std::vector<std::string> values) {
  std::vector<Node> items;
  items.reserve(values.size());
  for (auto& value : values) items.push_back(Node::scalar(std::move(value), 0));
  return list(name, std::move(items));
}

Object& Object::list(std::string_view name, std::vector<Node> items) {
  if (items.empty()) return *this;
  Node list;
  list.kind = Node::Kind::kList;
  list.items = std::move(items);
  return node(name, std::move(list));
}

Object& Object::document(std::string_view name, std::string const& text) {
  if (text.starts_with('{')) {
    auto read = read_node(text);
    if (read.has_value() && read->kind == Node::Kind::kMap) return node(name, *std::move(read));
  }
  return this->text(name, text);
}

}  // namespace iam::state
