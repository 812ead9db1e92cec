// Templates of CloudFormation and SAM as state documents of our own form: what they make of IAM, as if a stack had been
// created. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
#pragma once

#include "iam/base/account.h"
#include "iam/base/arn.h"
#include "iam/state/node.h"

#include <tl/expected.hpp>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace iam::state {

inline constexpr std::string_view kStackNameDefault = "stack";

// The stack that would be created.
struct Stack {
  Partition partition = Partition::kAws;
  AccountId account;
  std::string region = {};  // empty: the one in which the partition has its IAM
  std::string name = std::string(kStackNameDefault);
  std::map<std::string, std::string, std::less<>> parameters = {};  // by their names; others have their defaults
};

// Whether CloudFormation would take the name for a stack.
bool is_stack_name(std::string_view name);

// What the stack of a template in a file is called: "deploy/app-users.v2.yaml" is "app-users". A name that would be
// none is the default one.
std::string stack_name_of(std::string_view file);

struct Translated {
  Node document;                   // of our own form; its nodes have the template's lines
  std::vector<std::string> notes;  // what is left out, and what had to be made up
};

// Whether the document is a template: it says its version or transforms, or has resources with types.
bool is_template(Node const& document);

// Physical names that the template does not give have CloudFormation's shape, and are the same each time. Of resources
// that are not IAM's the names and ARNs are worked out; they are not made. What is refused says the line, and where
// CloudFormation has a sentence for it, that sentence.
tl::expected<Translated, Mistake> translate_template(Node const& document, Stack const& stack);

}  // namespace iam::state
