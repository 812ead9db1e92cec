// The parameters of one call, while they are collected. What has no value is left out.
#pragma once

#include "iam/state/plan.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::state {

class Parameters {
 public:
  explicit Parameters(Plan& plan) : plan_(plan) {}

  Parameters& text(std::string_view name, std::optional<std::string> value);
  Parameters& boolean(std::string_view name, std::optional<bool> value);
  Parameters& texts(std::string_view name, std::vector<std::string> values);
  // A list of {Key, Value}.
  Parameters& tags(std::vector<std::pair<std::string, std::string>> tags);
  // A map of texts.
  Parameters& entry(std::string_view name, std::string key, std::string value);
  // As it is; null when the document has none.
  Parameters& node(std::string_view name, Node const* node);

  api::Value take() { return std::move(structure_); }

 private:
  api::Value kept(std::string text) { return {.kind = api::Value::Kind::kText, .text = plan_.keep(std::move(text))}; }
  api::Value value_of(Node const& node);

  Plan& plan_;
  api::Value structure_;
};

}  // namespace iam::state
