// Resources that are not IAM's, as far as policies speak of them: what Ref answers, and their ARNs.
#pragma once

#include <string_view>

namespace iam::state::cloudformation {

// What a pattern says in braces: {p} the partition, {r} the region, {a} the account, {d} the domain of its services,
// {n} the name, {i} an id of the kind of service, {u} a UUID, {s} six letters.
struct ForeignKind {
  std::string_view type;           // "AWS::SQS::Queue"
  std::string_view name_property;  // that gives {n}; empty: nothing does
  std::string_view reference;      // what Ref answers, where that is not the ARN
  std::string_view arn;            // what Fn::GetAtt answers for Arn, and for whatever ends so

  constexpr std::string_view referred_to() const { return reference.empty() ? arn : reference; }
};

// Null for types that are not known.
ForeignKind const* find_foreign_kind(std::string_view type);

// Whether AWS has the names in small letters.
bool has_small_letters(std::string_view type);

}  // namespace iam::state::cloudformation
