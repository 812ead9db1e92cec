// Requests as value trees, and what the binder says of one member of them.
#pragma once

#include "iam/api/bind.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::api {

inline Value text(std::string_view text) { return {.kind = Value::Kind::kText, .text = text}; }
inline Value list(std::vector<Value> items) { return {.kind = Value::Kind::kList, .items = std::move(items)}; }
inline Value structure(std::vector<Value::Field> fields) {
  return {.kind = Value::Kind::kStructure, .fields = std::move(fields)};
}

// Binds one member of `request` into `field` and answers what a client would be told.
template <class Field>
std::optional<Error> error_of(Value const& request, Member const& member, Field& field,
                              Wording wording = Wording::kWithoutValue) {
  Violations violations(wording);
  Binder binder(request, "", violations);
  binder(member, field);
  return violations.error();
}

// The message alone; empty when the request is sound or the error has no message.
template <class Field>
std::string message_of(Value const& request, Member const& member, Field& field,
                       Wording wording = Wording::kWithoutValue) {
  auto const error = error_of(request, member, field, wording);
  return error.has_value() ? error->message.value_or("") : "";
}

}  // namespace iam::api
