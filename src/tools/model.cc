#include "model.h"

#include <algorithm>
#include <array>

namespace iam::modelgen {
namespace {

std::array<Type, 6> const& builtin_types() {
  auto const make = [](std::string name, Kind kind) {
    Type type;
    type.name = std::move(name);
    type.kind = kind;
    return type;
  };
  static std::array<Type, 6> const kTypes = {make("string", Kind::kString),       make("integer", Kind::kInteger),
                                             make("long", Kind::kLong),           make("boolean", Kind::kBoolean),
                                             make("timestamp", Kind::kTimestamp), make("blob", Kind::kBlob)};
  return kTypes;
}

template <class Entries>
auto const* find_named(Entries const& entries, std::string_view name) {
  auto const found =
      std::find_if(entries.begin(), entries.end(), [&](auto const& entry) { return entry.name == name; });
  return found == entries.end() ? nullptr : &*found;
}

}  // namespace

bool Type::is_constrained() const {
  return min || max || !pattern.empty() || !values.empty() || !sentence.empty() || never_null;
}

Type const* Service::find_type(std::string_view shape) const {
  if (auto const* type = find_named(builtin_types(), shape)) return type;
  for (auto const& family : families) {
    if (auto const* type = find_named(family.types, shape)) return type;
  }
  return nullptr;
}

Structure const* Service::find_structure(std::string_view shape) const {
  for (auto const& family : families) {
    if (auto const* structure = find_named(family.structures, shape)) return structure;
  }
  return nullptr;
}

Family const& Service::family_of(Structure const& structure) const {
  auto const defines = [&](Family const& family) { return find_named(family.structures, structure.name) != nullptr; };
  return *std::find_if(families.begin(), families.end(), defines);
}

}  // namespace iam::modelgen
