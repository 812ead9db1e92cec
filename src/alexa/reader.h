// From a JSON object to a request: types first, then the model's constraints.
#pragma once

#include "errors.h"
#include "iam/api/bind.h"
#include "iam/api/value.h"
#include "iam/base/result.h"
#include "shapes.h"

#include <boost/json.hpp>

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace iam::gateway::alexa {

// Numbers as texts for the binder, at places that stay.
using NumberTexts = std::deque<std::string>;

// A visitor for `describe`: translates the members of a JSON object to the binder's values, as long as they are of the
// types that the members of the shape have. Null is as good as absent; members that nobody knows are passed over.
class TypeReader {
 public:
  TypeReader(boost::json::object const& object, NumberTexts& numbers) : object_(object), numbers_(numbers) {}

  // The structure, or SerializationException for the first member of another type.
  Result<api::Value> finish() &&;

  template <class T>
  void operator()(Member const& member, T const& field) {
    auto const* json = object_.if_contains(member.name);
    if (json == nullptr || json->is_null() || error_.has_value()) return;
    auto value = read(*json, field);
    if (value.has_value()) {
      structure_.fields.push_back({member.name, *std::move(value)});
    } else {
      error_ = std::move(value.error());
    }
  }

 private:
  // `field` tells no more than its type.
  Result<api::Value> read(boost::json::value const& json, std::string const& field);
  Result<api::Value> read(boost::json::value const& json, std::int32_t const& field);

  template <class T>
  Result<api::Value> read(boost::json::value const& json, std::optional<T> const&) {
    return read(json, T{});
  }

  template <class T>
  Result<api::Value> read(boost::json::value const& json, std::vector<T> const&) {
    if (!json.is_array()) return fail(errors::list_expected());
    api::Value list{.kind = api::Value::Kind::kList};
    for (auto const& each : json.get_array()) {
      auto item = read(each, T{});
      if (!item.has_value()) return item;
      list.items.push_back(*std::move(item));
    }
    return list;
  }

  template <class Shape>
  Result<api::Value> read(boost::json::value const& json, Shape const& shape) {
    if (!json.is_object()) return fail(errors::structure_expected());
    TypeReader nested(json.get_object(), numbers_);
    describe(nested, shape);
    return std::move(nested).finish();
  }

  boost::json::object const& object_;
  NumberTexts& numbers_;
  api::Value structure_;
  std::optional<Error> error_;
};

// Those of the body's members that were read.
boost::json::object known_members(boost::json::object const& body, api::Value const& read);

// `known` becomes the members that the request's shape has.
template <class Request>
Result<Request> read_request(boost::json::object const& body, boost::json::object& known) {
  NumberTexts numbers;
  TypeReader types(body, numbers);
  Request const shape{};
  describe(types, shape);
  auto const values = std::move(types).finish();
  if (!values.has_value()) return fail(values.error());

  api::Violations violations(api::Wording::kWithValue);
  api::Binder binder(*values, "", violations);
  Request request;
  describe(binder, request);
  if (auto const error = violations.error()) return fail(errors::validation(error->message.value_or("")));
  known = known_members(body, *values);
  return request;
}

}  // namespace iam::gateway::alexa
