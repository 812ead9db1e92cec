// Why a text is no policy: in more words than AWS has for it when it is saved, and as which check AWS's validation
// would tell it.
#pragma once

#include "codes.h"
#include "iam/policy/document.h"

#include <string>
#include <string_view>

namespace iam::lint {

std::string described(policy::ParseError const& error);

// What is told of a literal that the operator cannot compare.
Rule const& rule_of_literal(std::string_view comparison, std::string_view value);

AwsCheck check_of(policy::ParseError const& error);
// Of a document that can be read but not saved. AWS's sentences are all the names that its reasons have.
AwsCheck check_of(std::string_view sentence, policy::Document const& document);

}  // namespace iam::lint
