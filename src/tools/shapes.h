// What the generated structs are made of: one family's operations and structures as a flat list of shapes.
#pragma once

#include "model.h"

#include <set>
#include <string>
#include <vector>

namespace iam::modelgen {

// A struct to generate.
struct Shape {
  std::string name;
  std::vector<Member> members;
  std::vector<std::string> checked;  // members described first
  bool is_bound = false;             // some operation takes it
  bool is_emitted = false;           // some operation answers with it
};

// The family's structs in an order in which each is defined before it is used: structures, then the requests and
// responses of its operations. A response without members of its own is not among them when it is no output at all.
std::vector<Shape> shapes_of(Service const& service, Family const& family);

// "std::vector<Tag>", "std::string", …: the C++ type of a shape, and what its definition needs.
struct CppType {
  std::string text;
  std::set<std::string> includes;        // standard and project headers, as written between the delimiters
  Structure const* structure = nullptr;  // that it holds, itself or in a collection
  bool is_scalar = false;                // has no constructor, so a member needs an initializer
};
CppType cpp_type(Service const& service, std::string const& shape);

}  // namespace iam::modelgen
