#include "json_answer.h"

#include <utility>

namespace conformance {

namespace json = boost::json;

JsonAnswer::JsonAnswer(Response response) : response_(std::move(response)) {
  json::error_code error;
  body_ = json::parse(response_.body, error);
}

json::value JsonAnswer::at(std::string_view pointer) const {
  json::error_code error;
  auto const* value = body_.find_pointer(pointer, error);
  return value == nullptr ? json::value() : *value;
}

bool JsonAnswer::has(std::string_view pointer) const {
  json::error_code error;
  return body_.find_pointer(pointer, error) != nullptr;
}

std::string JsonAnswer::text(std::string_view pointer) const {
  auto const value = at(pointer);
  return value.is_string() ? std::string(value.get_string()) : json::serialize(value);
}

std::vector<std::string> JsonAnswer::texts(std::string_view list, std::string_view field) const {
  std::vector<std::string> found;
  auto const items = at(list);
  if (!items.is_array()) return found;
  for (auto const& item : items.get_array()) found.emplace_back(item.at(field).get_string());
  return found;
}

std::ostream& operator<<(std::ostream& out, JsonAnswer const& answer) {
  return out << answer.status() << " " << answer.text_body();
}

}  // namespace conformance
