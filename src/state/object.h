// A map of a state document, while it is put together. What has no value is left out, and lists that are empty.
#pragma once

#include "iam/base/time.h"
#include "iam/state/node.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::state {

class Object {
 public:
  Object() { node_.kind = Node::Kind::kMap; }

  Object& text(std::string_view name, std::optional<std::string> value);
  Object& number(std::string_view name, std::int64_t value);
  Object& number(std::string_view name, std::optional<std::int64_t> value);
  Object& boolean(std::string_view name, bool value);
  Object& time(std::string_view name, Time value);  // in whole seconds, as AWS shows times
  Object& texts(std::string_view name, std::vector<std::string> values);
  Object& list(std::string_view name, std::vector<Node> items);
  // A policy: a tree when it is a JSON object, else its text.
  Object& document(std::string_view name, std::string const& text);
  Object& node(std::string_view name, Node value);

  bool empty() const { return node_.members.empty(); }
  Node take() { return std::move(node_); }

 private:
  Node node_;
};

}  // namespace iam::state
