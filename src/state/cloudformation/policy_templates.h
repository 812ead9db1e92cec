// The policy templates of SAM: names for statements with a few parameters.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html
#pragma once

#include "iam/state/node.h"

#include <string_view>

namespace iam::state::cloudformation {

struct PolicyTemplate {
  std::string_view name;
  std::string_view parameters;  // separated by blanks
  // A line for each statement: its actions, "->", its resources, all separated by blanks. An action without a service
  // is of the one before it. A resource is "*" or what follows "arn:${AWS::Partition}:" in its ARN; "@" in it stands
  // for
  // "${AWS::Region}:${AWS::AccountId}:"; one that begins with "=" is the whole text.
  std::string_view statements;
};

// Null for one that is not known.
PolicyTemplate const* find_policy_template(std::string_view name);

// The policy document, with functions that are still to be evaluated. Throws a Refusal when a parameter is missing or
// not the template's.
Node policy_document(PolicyTemplate const& made_from, Node const& parameters);

}  // namespace iam::state::cloudformation
