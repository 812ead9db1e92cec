// A template, taken apart into what it declares.
#pragma once

#include "iam/state/node.h"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace iam::state::cloudformation {

// How the full name of a function begins: `Fn::Join` for `!Join`.
inline constexpr std::string_view kFunctionPrefix = "Fn::";

struct Resource {
  std::string_view id;    // the logical one
  std::string_view type;  // "AWS::IAM::Role"
  std::size_t line = 0;
  Node const* node = nullptr;
  Node const* properties = nullptr;                // null when it has none
  std::optional<std::string_view> condition = {};  // that it is made on

  // Null when the property is not there.
  Node const* property(std::string_view name) const { return properties == nullptr ? nullptr : properties->find(name); }
};

class Template {
 public:
  // Throws a Refusal of what is no template.
  explicit Template(Node const& document);
  Template(Template const&) = delete;
  Template& operator=(Template const&) = delete;

  Node const& root() const { return root_; }

  // Null when the template declares none of that name.
  Node const* parameter(std::string_view name) const { return find(parameters_, name); }
  Node const* mapping(std::string_view name) const { return find(mappings_, name); }
  Node const* condition(std::string_view name) const { return find(conditions_, name); }
  Resource const* resource(std::string_view id) const;

  // In the order of the template, then those that were added. Their places do not change.
  std::deque<Resource> const& resources() const { return resources_; }

  // What a transform adds. It replaces nothing: an id that is taken is refused.
  void add(std::string id, Node resource);

 private:
  using Section = std::map<std::string_view, Node const*>;

  static Node const* find(Section const& section, std::string_view name) {
    auto const found = section.find(name);
    return found == section.end() ? nullptr : found->second;
  }
  Section section(std::string_view name, std::size_t count_max) const;
  void declare(std::string_view id, Node const& node);
  void check_dependencies() const;

  Node root_;
  Section parameters_;
  Section mappings_;
  Section conditions_;
  std::deque<Resource> resources_;
  std::map<std::string_view, Resource const*> by_id_;
  std::deque<Node::Member> added_;
};

}  // namespace iam::state::cloudformation
