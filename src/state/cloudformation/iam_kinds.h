// What CloudFormation knows of IAM's resources, and what our own form calls it.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/AWS_IAM.html
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace iam::state::cloudformation {

// A property and the member of our own form that says the same. Without a member it is known, and read elsewhere or of
// no use.
struct Property {
  std::string_view name;
  std::string_view member;
};

// A type whose resources are items of a list of our own form.
struct IamKind {
  std::string_view type;               // "AWS::IAM::Role"
  std::string_view list;               // "Roles"
  std::string_view name_property;      // "RoleName"
  std::string_view name_member;        // of our own form
  std::string_view arn_kind;           // as in "role/Admin"
  std::string_view arn_attribute;      // of Fn::GetAtt
  bool is_referred_to_by_arn = false;  // what Ref answers; else the name
  std::size_t name_length_max = 0;
  std::span<Property const> properties;  // all that it has, but for the name
  // Of Fn::GetAtt, and the member of our own form: the id that IAM gives. Empty: the type has no such attribute.
  std::string_view id_attribute = {};
  std::string_view id_prefix = {};
};

// Null for other types.
IamKind const* find_iam_kind(std::string_view type);

// Of a type of IAM's that belongs to entities and is none of its own: the properties. Empty for other types.
std::span<Property const> properties_of_part(std::string_view type);

// "AWS::IAM::"
inline constexpr std::string_view kIamTypes = "AWS::IAM::";

}  // namespace iam::state::cloudformation
