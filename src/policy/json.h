// JSON as a tree that remembers where each object and list stood in the text.
#pragma once

#include "iam/policy/document.h"

#include <string>
#include <string_view>
#include <vector>

namespace iam::policy::json {

enum class Kind { kNull, kBool, kNumber, kString, kList, kObject };

struct Member;

struct Value {
  Kind kind = Kind::kNull;
  std::string text;             // a string's content; a number or truth value as it was spelled
  std::vector<Member> members;  // of an object, or the elements of a list, which have no name
  Position begin;               // just after the opening bracket; where the reader stood for anything else
  Position end;                 // just after the closing bracket, or the value
};

struct Member {
  std::string name;
  Value value;
};

// RFC 8259, in UTF-8, within the limits of a document. An object that names a member twice is refused.
tl::expected<Value, ParseError> read(std::string_view text);

}  // namespace iam::policy::json
