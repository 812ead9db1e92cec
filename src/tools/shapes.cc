#include "shapes.h"

#include <algorithm>
#include <functional>

namespace iam::modelgen {
namespace {

// The structures that are reached from the parameters, or from the answers, of any operation of the service.
std::set<std::string> reached(Service const& service,
                              std::function<std::vector<Member>(Operation const&)> const& side) {
  std::set<std::string> names;
  std::function<void(std::vector<Member> const&)> const visit = [&](std::vector<Member> const& members) {
    for (auto const& member : members) {
      auto const* structure = cpp_type(service, member.shape).structure;
      if (structure != nullptr && names.insert(structure->name).second) visit(structure->members);
    }
  };
  for (auto const& family : service.families) {
    for (auto const& operation : family.operations) visit(side(operation));
  }
  return names;
}

std::vector<Structure> in_order_of_definition(Service const& service, Family const& family) {
  std::vector<Structure> ordered;
  std::set<std::string> done;
  std::function<void(Structure const&)> const define = [&](Structure const& structure) {
    if (&service.family_of(structure) != &family || !done.insert(structure.name).second) return;
    for (auto const& member : structure.members) {
      if (auto const* inner = cpp_type(service, member.shape).structure) define(*inner);
    }
    ordered.push_back(structure);
  };
  for (auto const& structure : family.structures) define(structure);
  return ordered;
}

}  // namespace

std::vector<Shape> shapes_of(Service const& service, Family const& family) {
  auto const bound = reached(service, [](Operation const& operation) { return operation.input; });
  auto const emitted =
      reached(service, [](Operation const& operation) { return operation.output.value_or(std::vector<Member>{}); });
  std::vector<Shape> shapes;
  for (auto const& structure : in_order_of_definition(service, family)) {
    shapes.push_back(
        {structure.name, structure.members, {}, bound.contains(structure.name), emitted.contains(structure.name)});
  }
  for (auto const& operation : family.operations) {
    shapes.push_back({operation.name + "Request", operation.input, operation.checked, true, false});
    if (operation.output) shapes.push_back({operation.name + "Response", *operation.output, {}, false, true});
  }
  return shapes;
}

CppType cpp_type(Service const& service, std::string const& shape) {
  auto const* type = service.find_type(shape);
  if (type == nullptr) {
    auto const* structure = service.find_structure(shape);
    return {.text = shape, .includes = {}, .structure = structure};
  }
  auto const scalar = [](std::string text, std::string include) {
    return CppType{.text = std::move(text), .includes = {std::move(include)}, .is_scalar = true};
  };
  switch (type->kind) {
    case Kind::kString:
      if (type->sensitive) return {.text = "Secret", .includes = {"\"iam/base/secret.h\""}};
      return {.text = "std::string", .includes = {"<string>"}};
    case Kind::kInteger:
      return scalar("std::int32_t", "<cstdint>");
    case Kind::kLong:
      return scalar("std::int64_t", "<cstdint>");
    case Kind::kBoolean:
      return CppType{.text = "bool", .includes = {}, .is_scalar = true};
    case Kind::kTimestamp:
      return scalar("Time", "\"iam/base/time.h\"");
    case Kind::kBlob:
      return {.text = "Blob", .includes = {"\"iam/api/shape.h\""}};
    case Kind::kList: {
      auto element = cpp_type(service, type->element);
      element.includes.insert("<vector>");
      return {"std::vector<" + element.text + ">", element.includes, element.structure, false};
    }
    case Kind::kMap: {
      auto element = cpp_type(service, type->element);
      element.includes.insert({"<map>", "<string>"});
      return {"std::map<std::string, " + element.text + ">", element.includes, element.structure, false};
    }
  }
  throw ModelError(type->place + ": a type of no kind");
}

}  // namespace iam::modelgen
