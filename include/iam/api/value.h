// The neutral form of a request's parameters, between a protocol's reader and the binder.
#pragma once

#include <string_view>
#include <vector>

namespace iam::api {

// Text, a list, or a structure. Views point into the request, which outlives the tree.
struct Value {
  enum class Kind { kText, kList, kStructure };
  struct Field;

  Kind kind = Kind::kStructure;
  std::string_view text;      // kText
  std::vector<Value> items;   // kList
  std::vector<Field> fields;  // kStructure; names are unique

  // The field called `wanted`; null when there is none.
  Value const* find(std::string_view wanted) const;
};

struct Value::Field {
  std::string_view name;
  Value value;
};

inline Value const* Value::find(std::string_view wanted) const {
  for (auto const& [name, value] : fields) {
    if (name == wanted) return &value;
  }
  return nullptr;
}

}  // namespace iam::api
