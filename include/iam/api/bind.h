// Fills request structs from values and collects every violation of the model's constraints.
//
// AWS validates in phases, and so does the binder:
//   1. a number or flag that cannot be read, or a text that no answer could carry, ends everything with
//      `MalformedInput`;
//   2. null, length, range, enumeration and pattern violations of all members are gathered into one
//      `ValidationError` ("2 validation errors detected: …; …");
//   3. only when there are none, the first broken rule of names and paths is told in a sentence of its own.
#pragma once

#include "iam/api/shape.h"
#include "iam/api/value.h"
#include "iam/base/result.h"
#include "iam/base/secret.h"
#include "iam/base/time.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::api {

// How a service words its violations. IAM stopped printing the offending value in 2024; STS still prints it.
enum class Wording { kWithoutValue, kWithValue };

// What is wrong with a request, in the order found. Shared by the binders of nested structures.
class Violations {
 public:
  explicit Violations(Wording wording) : wording_(wording) {}

  // The error a client gets, or nothing when the request is sound.
  std::optional<Error> error() const;

 private:
  friend class Binder;

  // Records that `value` (nothing: it was not sent) of the member `path` + `label` breaks `constraint`.
  void add(std::string_view path, std::string_view label, std::optional<std::string_view> value,
           std::string_view constraint);
  void add(std::string_view path, std::string_view label, std::optional<std::string_view> value,
           std::string_view constraint, Wording wording);

  Wording wording_;
  std::optional<Error> malformed_;       // phase 1
  std::vector<std::string> broken_;      // phase 2
  std::optional<std::string> sentence_;  // phase 3
};

// A visitor for `describe`: reads one structure's members from a value.
class Binder {
 public:
  // `path` is what precedes a member's label in messages: "" or "tags.1.member.".
  Binder(Value const& structure, std::string path, Violations& violations)
      : structure_(structure), path_(std::move(path)), violations_(violations) {}

  template <class T>
  void operator()(Member const& member, T& field) {
    if (!read(member, field)) missing(member);
  }

  template <class T>
  void operator()(Member const& member, std::optional<T>& field) {
    T present{};
    if (read(member, present)) {
      field.emplace(std::move(present));
    } else if (member.presence == Presence::kRequired) {
      missing(member);
    }
  }

 private:
  // Each answers whether the member was sent.
  bool read(Member const& member, std::string& out);
  bool read(Member const& member, Secret& out);
  bool read(Member const& member, Blob& out);
  bool read(Member const& member, std::int32_t& out);
  bool read(Member const& member, std::int64_t& out);
  bool read(Member const& member, bool& out);
  bool read(Member const& member, Time& out);
  bool read(Member const& member, std::vector<std::string>& out);
  bool read(Member const& member, std::map<std::string, std::string>& out);

  template <class Shape>
  bool read(Member const& member, std::vector<Shape>& out) {
    Value const* list = find_list(member);
    if (list == nullptr) return false;
    out.resize(list->items.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
      Binder nested(list->items[i], element_path(member, i), violations_);
      bind_shape(nested, out[i]);
    }
    return true;
  }

  template <class Shape>
  bool read(Member const& member, std::map<std::string, Shape>& out) {
    Value const* map = structure_.find(member.name);
    if (map == nullptr || map->kind != Value::Kind::kList) return false;
    for (auto const& entry : map->items) {
      Value const* key = entry.find("key");
      Value const* value = entry.find("value");
      if (key == nullptr || value == nullptr) continue;
      check_characters(nullptr, key->text);
      std::string name(key->text);
      Binder nested(*value, path_ + std::string(member.label) + "." + name + ".member.", violations_);
      bind_shape(nested, out[std::move(name)]);
    }
    return true;
  }

  template <class Shape>
  bool read(Member const& member, Shape& out) {
    Value const* value = structure_.find(member.name);
    if (value == nullptr) return false;
    Binder nested(*value, path_ + std::string(member.label) + ".", violations_);
    bind_shape(nested, out);
    return true;
  }

  std::string_view const* find_text(Member const& member);
  Value const* find_list(Member const& member);
  std::string element_path(Member const& member, std::size_t index) const;
  void missing(Member const& member);
  void malformed(std::optional<std::string> message);
  void check_text(Member const& member, std::string_view text);
  void check_enumeration(Member const& member, std::string_view text);
  void check_characters(Constraint const* constraint, std::string_view text);
  void check_sentence(Constraint const& constraint, std::string_view label, std::string_view text);
  void check_length(Member const& member, std::string_view value, std::int64_t length);
  void check_number(Member const& member, std::int64_t number);
  template <class Number>
  bool read_number(Member const& member, Number& out);

  Value const& structure_;
  std::string path_;
  Violations& violations_;
};

}  // namespace iam::api
