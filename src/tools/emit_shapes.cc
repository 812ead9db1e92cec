#include "emit.h"
#include "names.h"
#include "shapes.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace iam::modelgen {
namespace {

std::string namespace_of(Service const& service) { return "iam::api" + nested_namespace(service); }

// The constraint that is checked for members of this shape; null when there is none.
Type const* constrained(Service const& service, std::string const& shape) {
  auto const* type = service.find_type(shape);
  return type != nullptr && type->is_constrained() ? type : nullptr;
}

// The constraint of a collection's elements; null for anything else.
Type const* constrained_element(Service const& service, std::string const& shape) {
  auto const* type = service.find_type(shape);
  return type != nullptr && !type->element.empty() ? constrained(service, type->element) : nullptr;
}

bool is_percent_encoded(Service const& service, std::string const& shape) {
  auto const* type = service.find_type(shape);
  if (type == nullptr) return false;
  return type->element.empty() ? type->percent_encoded : is_percent_encoded(service, type->element);
}

std::string struct_definition(Service const& service, Shape const& shape) {
  if (shape.members.empty()) return fmt::format("\nstruct {} {{}};\n", shape.name);
  auto text = fmt::format("\nstruct {} {{\n", shape.name);
  for (auto const& member : shape.members) {
    auto const type = cpp_type(service, member.shape);
    if (member.required) {
      text += fmt::format("  {} {}{};\n", type.text, snake_case(member.name), type.is_scalar ? "{}" : "");
    } else {
      text += fmt::format("  std::optional<{}> {};\n", type.text, snake_case(member.name));
    }
  }
  return text + "};\n";
}

std::string declarations(Shape const& shape) {
  std::string text;
  if (shape.is_bound) text += fmt::format("void bind_shape(Binder& binder, {}& shape);\n", shape.name);
  if (shape.is_emitted) text += fmt::format("void emit_shape(Emitter& emitter, {} const& shape);\n", shape.name);
  return text;
}

std::string_view sentence_constant(std::string const& sentence) {
  static std::map<std::string, std::string_view> const kConstants = {{"name", "kName"},
                                                                     {"path", "kPath"},
                                                                     {"path_prefix", "kPathPrefix"},
                                                                     {"policy_path", "kPolicyPath"},
                                                                     {"account_alias", "kAccountAlias"},
                                                                     {"alphanumeric", "kAlphanumeric"},
                                                                     {"printable_ascii", "kPrintableAscii"}};
  return kConstants.at(sentence);
}

// Not the type's name alone, which AWS may make of a structure's and a member's.
std::string limits_of(Type const& type) { return constant(type.name) + "Limits"; }

std::string words_definition(std::string const& name, std::vector<std::string> const& words) {
  std::string list;
  for (auto const& word : words) list += (list.empty() ? "" : ", ") + literal(word);
  return fmt::format("constexpr std::string_view {}[] = {{{}}};\n", name, list);
}

std::string constraint_definition(Type const& type) {
  std::string text;
  std::string fields;
  auto const add = [&](std::string const& field) { fields += (fields.empty() ? "." : ", .") + field; };
  if (type.min) add(fmt::format("min = {}", *type.min));
  if (type.max) add(fmt::format("max = {}", *type.max));
  if (!type.pattern.empty()) add("pattern = " + literal(type.pattern));
  auto const add_words = [&](std::string_view field, std::string_view suffix, std::vector<std::string> const& words) {
    if (words.empty()) return;
    auto const name = constant(type.name).append(suffix);
    text += words_definition(name, words);
    add(fmt::format("{} = {}", field, name));
  };
  add_words("values", "Values", type.values);
  add_words("told", "Told", type.told);
  if (!type.sentence.empty()) add(fmt::format("sentence = Sentence::{}", sentence_constant(type.sentence)));
  if (type.never_null) add("never_null = true");
  if (type.quoted) add("quoted = true");
  return text + fmt::format("constexpr Constraint {}{{{}}};\n", limits_of(type), fields);
}

std::string member_definition(Service const& service, Shape const& shape, Member const& member) {
  auto text = fmt::format("constexpr Member {}{}{{.name = {}, .label = {}", constant(shape.name), member.name,
                          literal(member.name), literal(lower_first(member.name)));
  if (member.required) text += ", .presence = Presence::kRequired";
  if (shape.is_bound) {
    if (auto const* type = constrained(service, member.shape)) text += ", .constraint = &" + limits_of(*type);
    if (auto const* type = constrained_element(service, member.shape)) text += ", .element = &" + limits_of(*type);
  }
  if (shape.is_emitted && is_percent_encoded(service, member.shape)) text += ", .encoding = Encoding::kPercent";
  return text + "};\n";
}

std::vector<Member> in_order_of_checks(Shape const& shape) {
  auto members = shape.members;
  auto const rank = [&](Member const& member) {
    return std::find(shape.checked.begin(), shape.checked.end(), member.name) - shape.checked.begin();
  };
  std::stable_sort(members.begin(), members.end(), [&](auto const& a, auto const& b) { return rank(a) < rank(b); });
  return members;
}

std::string description(Service const& service, Shape const& shape) {
  std::string text = "\n";
  for (auto const& member : shape.members) text += member_definition(service, shape, member);
  text += "template <class Visitor>\n";
  if (shape.members.empty()) return text + fmt::format("void describe(Visitor&, Of<{}> auto&) {{}}\n", shape.name);
  text += fmt::format("void describe(Visitor& visit, Of<{}> auto& shape) {{\n", shape.name);
  for (auto const& member : in_order_of_checks(shape)) {
    text += fmt::format("  visit({}{}, shape.{});\n", constant(shape.name), member.name, snake_case(member.name));
  }
  return text + "}\n";
}

// Several families are compiled as one unit, and each has its own constraints of the same names.
std::string namespace_of(Family const& family) { return family.name + "_shapes"; }

std::string definitions(Family const& family, Shape const& shape) {
  std::string text;
  auto const add = [&](std::string_view signature, std::string_view visitor) {
    text += fmt::format("void {} {{ {}::describe({}, shape); }}\n", signature, namespace_of(family), visitor);
  };
  if (shape.is_bound) add(fmt::format("bind_shape(Binder& binder, {}& shape)", shape.name), "binder");
  if (shape.is_emitted) add(fmt::format("emit_shape(Emitter& emitter, {} const& shape)", shape.name), "emitter");
  return text;
}

}  // namespace

std::string shapes_header(Service const& service, Family const& family) {
  auto const shapes = shapes_of(service, family);
  std::set<std::string> includes;
  for (auto const& shape : shapes) {
    for (auto const& member : shape.members) {
      auto const type = cpp_type(service, member.shape);
      includes.insert(type.includes.begin(), type.includes.end());
      if (!member.required) includes.insert("<optional>");
      if (type.structure == nullptr) continue;
      auto const& home = service.family_of(*type.structure);
      if (&home != &family) includes.insert(fmt::format("\"iam/api/{}.h\"", home.name));
    }
  }
  std::string aliases;
  for (auto const& operation : family.operations) {
    if (!operation.output) aliases += fmt::format("using {}Response = NoOutput;\n", operation.name);
  }
  if (!aliases.empty()) includes.insert("\"iam/api/shape.h\"");

  auto text = generated_notice(family.path) + "#pragma once\n";
  // Project headers begin with a quote and so come first.
  char previous = '\0';
  for (auto const& include : includes) {
    if (include.front() != previous) text += "\n";
    previous = include.front();
    text += "#include " + include + "\n";
  }
  text += "\nnamespace iam::api {\nclass Binder;\nclass Emitter;\n";
  text += service.name == "iam" ? "" : "}\n\nnamespace " + namespace_of(service) + " {\n";
  for (auto const& shape : shapes) text += struct_definition(service, shape);
  if (!aliases.empty()) text += "\n" + aliases;
  text += "\n";
  for (auto const& shape : shapes) text += declarations(shape);
  return text + fmt::format("\n}}  // namespace {}\n", namespace_of(service));
}

std::string shapes_source(Service const& service, Family const& family) {
  auto const shapes = shapes_of(service, family);
  std::map<std::string, Type const*> constraints;
  for (auto const& shape : shapes) {
    if (!shape.is_bound) continue;
    for (auto const& member : shape.members) {
      for (auto const* type : {constrained(service, member.shape), constrained_element(service, member.shape)}) {
        if (type != nullptr) constraints[type->name] = type;
      }
    }
  }
  auto text = generated_notice(family.path) + fmt::format("#include \"iam/api/{}.h\"\n", family.name) +
              "\n#include \"iam/api/bind.h\"\n#include \"iam/api/emit.h\"\n" +
              fmt::format("\nnamespace {} {{\nnamespace {} {{\n", namespace_of(service), namespace_of(family));
  if (!constraints.empty()) text += "\n";
  for (auto const& [name, type] : constraints) text += constraint_definition(*type);
  for (auto const& shape : shapes) text += description(service, shape);
  text += fmt::format("\n}}  // namespace {}\n\n", namespace_of(family));
  for (auto const& shape : shapes) text += definitions(family, shape);
  return text + fmt::format("\n}}  // namespace {}\n", namespace_of(service));
}

}  // namespace iam::modelgen
