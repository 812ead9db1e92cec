#include "json_fields.h"

#include "iam/base/encoding.h"
#include "iam/base/strict_json.h"
#include "iam/base/suggestion.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace iam::gateway {

namespace json = boost::json;

std::string wrong_body(std::string wanted, std::string_view body) {
  if (auto const fault = strict_json_fault(body)) wanted += "; this body " + *fault;
  return wanted;
}

void JsonFields::refuse(std::string fault) {
  if (fault_.empty()) fault_ = std::move(fault);
}

void JsonFields::expect_members(std::string_view what, json::object const& object,
                                std::initializer_list<std::string_view> known) {
  for (auto const& member : object) {
    std::string_view const name = member.key();
    if (std::ranges::find(known, name) != known.end()) continue;
    auto const meant = nearest(name, {known.begin(), known.size()});
    refuse(fmt::format("{} has an unknown member `{}`{}", what, name,
                       meant ? fmt::format("; did you mean `{}`?", *meant) : ""));
  }
}

std::optional<std::string> JsonFields::text(json::object const& object, std::string_view name) {
  auto const* value = object.if_contains(name);
  if (value == nullptr) return std::nullopt;
  if (auto const* found = value->if_string()) return std::string(*found);
  refuse(fmt::format("`{}` is a string", name));
  return std::nullopt;
}

std::optional<std::vector<std::string>> JsonFields::texts(json::object const& object, std::string_view name) {
  auto const* value = object.if_contains(name);
  if (value == nullptr) return std::nullopt;
  std::vector<std::string> found;
  bool sound = value->is_array();
  if (sound) {
    for (auto const& each : value->as_array()) {
      sound = sound && each.is_string();
      if (sound) found.emplace_back(each.as_string());
    }
  }
  if (!sound) refuse(fmt::format("`{}` is a list of strings", name));
  return found;
}

std::optional<bool> JsonFields::boolean(json::object const& object, std::string_view name) {
  auto const* value = object.if_contains(name);
  if (value == nullptr) return std::nullopt;
  if (auto const* found = value->if_bool()) return *found;
  refuse(fmt::format("`{}` is true or false", name));
  return std::nullopt;
}

std::optional<std::int64_t> JsonFields::integer(json::object const& object, std::string_view name) {
  auto const* value = object.if_contains(name);
  if (value == nullptr) return std::nullopt;
  if (auto const* found = value->if_int64()) return *found;
  refuse(fmt::format("`{}` is a whole number", name));
  return std::nullopt;
}

std::vector<json::object> JsonFields::objects(json::object const& object, std::string_view name) {
  auto const* value = object.if_contains(name);
  if (value == nullptr) return {};
  std::vector<json::object> found;
  bool sound = value->is_array();
  if (sound) {
    for (auto const& each : value->as_array()) {
      sound = sound && each.is_object();
      if (sound) found.push_back(each.as_object());
    }
  }
  if (!sound) refuse(fmt::format("`{}` is a list of objects", name));
  return found;
}

std::string JsonFields::bounded_text(json::object const& object, std::string_view name, std::size_t min,
                                     std::size_t max) {
  auto found = text(object, name).value_or("");
  auto const length = count_code_points(found);
  if (length < min || length > max) refuse(fmt::format("`{}` has {} to {} characters", name, min, max));
  return found;
}

std::optional<std::string> JsonFields::document(json::object const& object, std::string_view name, std::size_t max) {
  auto const* value = object.if_contains(name);
  if (value == nullptr) return std::nullopt;
  auto found = value->is_string() ? std::string(value->as_string()) : json::serialize(*value);
  if (count_code_points(found) > max) refuse(fmt::format("`{}` is longer than {} characters", name, max));
  return found;
}

}  // namespace iam::gateway
