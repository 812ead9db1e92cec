// What the expressions of a template come to in one stack.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
#pragma once

#include "cloudformation/foreign_kinds.h"
#include "cloudformation/iam_kinds.h"
#include "cloudformation/template.h"
#include "iam/state/cloudformation.h"

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace iam::state::cloudformation {

// Throws a Refusal of what does not come to a value. Only what is asked for is evaluated: what belongs to resources of
// other services may use functions that are not known here.
class Evaluator {
 public:
  // Both outlive this. The stack has its region.
  Evaluator(Template const& made_from, Stack const& stack) : template_(made_from), stack_(stack) {}

  // Nothing where the template says AWS::NoValue.
  std::optional<Node> value(Node const& node);
  // Of a property; nothing when it is not there, either.
  std::optional<Node> property(Resource const& resource, std::string_view name);
  // The same, as a text. `what` is its name in sentences.
  std::optional<std::string> text_property(Resource const& resource, std::string_view name);
  std::string text(Node const& node, std::string_view what);

  // Whether the resource is made, and whether a condition holds.
  bool is_made(Resource const& resource);
  bool holds(std::string_view condition, std::size_t line);
  // The branch of an Fn::If that counts, and of those in it; the node itself when it is none. Null for AWS::NoValue.
  Node const* chosen(Node const& node);

  // What Ref answers, and what Fn::GetAtt does.
  std::string reference(Resource const& resource);
  std::string attribute(Resource const& resource, std::string_view name, std::size_t line);
  // Of a resource of IAM's.
  std::string name_of(Resource const& resource, IamKind const& kind);

  // The ids of IAM's resources that were asked for, by their logical ids: who makes these resources has to give them
  // these ids.
  std::map<std::string, std::string, std::less<>> const& ids() const { return ids_; }

  Partition partition() const { return stack_.partition; }

  // Sentences about what was made up, each once.
  std::set<std::string> const& made_up() const { return made_up_; }

 private:
  using Function = std::optional<Node> (Evaluator::*)(Node const& argument);
  struct Named {
    std::string_view name;
    Function function;
  };
  static Named const kFunctions[];
  static Named const* find_function(std::string_view name);

  std::optional<Node> map_value(Node const& node);
  std::optional<Node> list_value(Node const& node);

  std::optional<Node> ref(Node const& argument);
  std::optional<Node> get_att(Node const& argument);
  std::optional<Node> sub(Node const& argument);
  std::optional<Node> join(Node const& argument);
  std::optional<Node> select(Node const& argument);
  std::optional<Node> split(Node const& argument);
  std::optional<Node> find_in_map(Node const& argument);
  std::optional<Node> base64(Node const& argument);
  std::optional<Node> get_azs(Node const& argument);
  std::optional<Node> length(Node const& argument);
  std::optional<Node> to_json_string(Node const& argument);
  std::optional<Node> choice(Node const& argument);
  std::optional<Node> equals(Node const& argument);
  std::optional<Node> all_hold(Node const& argument);
  std::optional<Node> any_holds(Node const& argument);
  std::optional<Node> negation(Node const& argument);
  std::optional<Node> import_value(Node const& argument);

  bool holds(Node const& condition);

  // Of a name that Ref or Fn::Sub says.
  std::optional<Node> named(std::string_view name, std::size_t line);
  std::optional<Node> pseudo_parameter(std::string_view name, std::size_t line);
  Node parameter(std::string_view name, Node const& declared, std::size_t line);
  std::string attribute_named(std::string_view path, std::size_t line);
  Resource const& needed(std::string_view id, std::size_t line, std::string_view function);

  std::string iam_arn_of(Resource const& resource, IamKind const& kind);
  std::string id_of(Resource const& resource, std::string_view prefix);
  std::string foreign(Resource const& resource, std::string_view pattern);
  std::string foreign_name(Resource const& resource);

  // The items of the list that a function takes.
  std::vector<Node> list(Node const& argument, std::string_view function);
  Node const& item(Node const& argument, std::size_t index, std::size_t count_min, std::size_t count_max,
                   std::string_view function);
  Node made(std::string text, std::size_t line);

  Template const& template_;
  Stack const& stack_;
  std::size_t depth_ = 0;
  std::size_t bytes_ = 0;                                  // made so far
  std::map<std::string, std::string, std::less<>> names_;  // of resources, by their logical ids
  std::map<std::string, std::string, std::less<>> ids_;    // likewise
  std::map<std::string, bool, std::less<>> conditions_;    // that were asked for
  std::set<std::string, std::less<>> open_;                // resources and conditions that are being worked out
  std::set<std::string> made_up_;
};

}  // namespace iam::state::cloudformation
