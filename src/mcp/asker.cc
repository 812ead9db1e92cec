#include "asker.h"

#include "iam/base/encoding.h"
#include "iam/base/strict_json.h"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

namespace iam::mcp {
namespace {

namespace json = boost::json;

constexpr int kOk = 200;
constexpr int kUnauthorized = 401;

}  // namespace

json::object Asker::get(std::string_view path, json::object const& query) {
  std::string target(path);
  char separator = '?';
  for (auto const& [name, value] : query) {
    target += std::exchange(separator, '&');
    percent_encode(name, target);
    target += '=';
    percent_encode(value.is_string() ? std::string(value.get_string()) : json::serialize(value), target);
  }
  return ask({.target = std::move(target)});
}

json::object Asker::post(std::string_view path, json::object const& body, About about) {
  return ask({.method = "POST",
              .target = std::string(path),
              .body = json::serialize(body),
              .is_about_state = about == About::kState});
}

json::object Asker::ask(OperatorQuestion const& question) {
  auto const answer = ask_(question);
  if (!answer.note.empty()) note_ = answer.note;
  auto told = parse_strict_object(answer.body);
  if (answer.status == kOk && told.has_value()) return *std::move(told);
  std::string sentence(told.has_value() ? text_of(*told, "error") : std::string_view());
  if (sentence.empty()) sentence = fmt::format("the server answers with status {}", answer.status);
  if (answer.status == kUnauthorized) {
    sentence += "; the variable IAMLOCAL_OPERATOR_TOKEN in this tool's configuration hands it over";
  }
  throw std::runtime_error(sentence);
}

std::string_view text_of(json::object const& object, std::string_view name) {
  auto const* const value = object.if_contains(name);
  return value == nullptr || !value->is_string() ? std::string_view() : std::string_view(value->get_string());
}

json::array const& list_of(json::object const& object, std::string_view name) {
  static json::array const kEmpty;
  auto const* const value = object.if_contains(name);
  return value == nullptr || !value->is_array() ? kEmpty : value->get_array();
}

json::object const& object_of(json::object const& object, std::string_view name) {
  static json::object const kEmpty;
  auto const* const value = object.if_contains(name);
  return value == nullptr || !value->is_object() ? kEmpty : value->get_object();
}

bool is_true(json::object const& object, std::string_view name) {
  auto const* const value = object.if_contains(name);
  return value != nullptr && value->is_bool() && value->get_bool();
}

void default_to(json::object& object, std::string_view name, json::value value) {
  if (!object.contains(name)) object[name] = std::move(value);
}

json::object picked(json::object const& object, Names names) {
  json::object few;
  for (auto const name : names) {
    if (auto const* const value = object.if_contains(name)) few[name] = *value;
  }
  return few;
}

json::array picked_each(json::array const& list, Names names, std::size_t most) {
  json::array few;
  for (auto const& each : list) {
    if (few.size() == most) break;
    few.push_back(picked(each.as_object(), names));
  }
  return few;
}

}  // namespace iam::mcp
