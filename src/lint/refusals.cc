#include "refusals.h"

#include <fmt/format.h>

namespace iam::lint {

std::string described(policy::ParseError const& error) {
  auto const& subject = error.subject;
  switch (error.fault) {
    case policy::ParseFault::kInvalidJson:
      return "it is no JSON";
    case policy::ParseFault::kDuplicateMember:
      return fmt::format("'{}' is there twice", subject);
    case policy::ParseFault::kNotAnObject:
      return "a policy is an object";
    case policy::ParseFault::kUnknownField:
      return fmt::format("there is no element '{}'", subject);
    case policy::ParseFault::kInvalidVersion:
      return fmt::format("'{}' is no version of the language: 2012-10-17 is", subject);
    case policy::ParseFault::kNoStatement:
      return "Statement is an object or a list of them, and not empty";
    case policy::ParseFault::kWrongType:
      return fmt::format("the value of {} is of the wrong type", subject);
    case policy::ParseFault::kExclusiveFields:
      return fmt::format("a statement has either {0} or Not{0}", subject);
    case policy::ParseFault::kNoEffect:
      return "the statement has no Effect";
    case policy::ParseFault::kInvalidEffect:
      return fmt::format("Effect is Allow or Deny, not '{}'", subject);
    case policy::ParseFault::kEffectCase:
      return fmt::format("Effect is Allow or Deny, in this case, not '{}'", subject);
    case policy::ParseFault::kUnknownOperator:
      return fmt::format("there is no condition operator '{}'", subject);
  }
  return {};
}

}  // namespace iam::lint
