#include "parameters.h"

namespace iam::state {

Parameters& Parameters::text(std::string_view name, std::optional<std::string> value) {
  if (value.has_value()) structure_.fields.push_back({name, kept(*std::move(value))});
  return *this;
}

Parameters& Parameters::boolean(std::string_view name, std::optional<bool> value) {
  if (value.has_value()) text(name, *value ? "true" : "false");
  return *this;
}

Parameters& Parameters::texts(std::string_view name, std::vector<std::string> values) {
  if (values.empty()) return *this;
  api::Value list{.kind = api::Value::Kind::kList};
  for (auto& value : values) list.items.push_back(kept(std::move(value)));
  structure_.fields.push_back({name, std::move(list)});
  return *this;
}

Parameters& Parameters::tags(std::vector<std::pair<std::string, std::string>> tags) {
  if (tags.empty()) return *this;
  api::Value list{.kind = api::Value::Kind::kList};
  for (auto& tag : tags) {
    api::Value item;
    item.fields.push_back({"Key", kept(std::move(tag.first))});
    item.fields.push_back({"Value", kept(std::move(tag.second))});
    list.items.push_back(std::move(item));
  }
  structure_.fields.push_back({"Tags", std::move(list)});
  return *this;
}

Parameters& Parameters::entry(std::string_view name, std::string key, std::string value) {
  api::Value entry;
  entry.fields.push_back({"key", kept(std::move(key))});
  entry.fields.push_back({"value", kept(std::move(value))});
  api::Value map{.kind = api::Value::Kind::kList};
  map.items.push_back(std::move(entry));
  structure_.fields.push_back({name, std::move(map)});
  return *this;
}

Parameters& Parameters::node(std::string_view name, Node const* node) {
  if (node != nullptr) structure_.fields.push_back({name, value_of(*node)});
  return *this;
}

api::Value Parameters::value_of(Node const& node) {
  api::Value value;
  switch (node.kind) {
    case Node::Kind::kNull:
    case Node::Kind::kScalar:
      return kept(node.text);
    case Node::Kind::kList:
      value.kind = api::Value::Kind::kList;
      for (auto const& item : node.items) value.items.push_back(value_of(item));
      return value;
    case Node::Kind::kMap:
      for (auto const& [name, member] : node.members) value.fields.push_back({plan_.keep(name), value_of(member)});
      return value;
  }
  return value;
}

}  // namespace iam::state
