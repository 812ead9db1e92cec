// Terraform's language, laid out as `terraform fmt` lays it out.
// https://developer.hashicorp.com/terraform/language/syntax/configuration
#pragma once

#include "iam/state/node.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::state::terraform {

// A text as a literal. Nothing in it is taken for a template.
std::string literal(std::string_view text);

// Expressions: of a tree of JSON, and of its text through jsonencode() when the node is an object or list.
std::string expression(Node const& node, std::size_t indent);
std::string encoded(Node const& node, std::size_t indent);

// One block: `resource "aws_iam_user" "alice" { … }`.
class Block {
 public:
  explicit Block(std::string head) : head_(std::move(head)) {}

  // `value` is an expression.
  Block& set(std::string_view name, std::string value);
  Block& text(std::string_view name, std::string_view value) { return set(name, literal(value)); }
  // What stands behind the attributes, each a line, as it is.
  Block& tail(std::string_view lines);

  std::string str() const;

 private:
  std::string head_;
  std::vector<std::pair<std::string, std::string>> attributes_;
  std::string tail_;
};

inline constexpr std::size_t kIndent = 2;

}  // namespace iam::state::terraform
