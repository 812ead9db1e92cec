#include "reader.h"

namespace iam::gateway::alexa {

Result<api::Value> TypeReader::finish() && {
  if (error_.has_value()) return fail(*std::move(error_));
  return std::move(structure_);
}

Result<api::Value> TypeReader::read(boost::json::value const& json, std::string const&) {
  auto const* text = json.if_string();
  if (text == nullptr) return fail(errors::no_conversion(json, "a String"));
  return api::Value{.kind = api::Value::Kind::kText, .text = *text};
}

Result<api::Value> TypeReader::read(boost::json::value const& json, std::int32_t const&) {
  boost::json::error_code error;
  auto const number = json.to_number<std::int32_t>(error);
  if (error) return fail(errors::no_conversion(json, "an Integer"));
  return api::Value{.kind = api::Value::Kind::kText, .text = numbers_.emplace_back(std::to_string(number))};
}

boost::json::object known_members(boost::json::object const& body, api::Value const& read) {
  boost::json::object known;
  for (auto const& field : read.fields) known.emplace(field.name, body.at(field.name));
  return known;
}

}  // namespace iam::gateway::alexa
