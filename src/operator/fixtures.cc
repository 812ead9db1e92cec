#include "fixtures.h"

#include "iam/base/text.h"
#include "iam/face/answers.h"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

namespace iam::gateway {
namespace {

namespace json = boost::json;

struct Stage {
  std::string_view name;
  bool is_completed;
};

// https://docs.localstack.cloud/aws/capabilities/config/initialization-hooks/
constexpr Stage kStages[] = {{"BOOT", true}, {"START", true}, {"READY", true}, {"SHUTDOWN", false}};
constexpr std::string_view kPath = "/_localstack/init";

}  // namespace

HttpResponse init_stages(HttpRequest const& request) {
  auto const name = request.target.path.substr(std::min(kPath.size() + 1, request.target.path.size()));
  json::object all;
  for (auto const& stage : kStages) all[stage.name] = stage.is_completed;
  if (name.empty()) {
    return as_python_writes(
        json_response(200, json::object{{"completed", std::move(all)}, {"scripts", json::array()}}));
  }
  auto const is_meant = [name](Stage const& stage) { return equals_ignoring_case(stage.name, name); };
  auto const* const stage = std::ranges::find_if(kStages, is_meant);
  if (stage == std::end(kStages)) return json_error(404, fmt::format("there is no stage {}", name));
  return as_python_writes(
      json_response(200, json::object{{"completed", stage->is_completed}, {"scripts", json::array()}}));
}

HttpResponse as_python_writes(HttpResponse answer) {
  std::string spaced;
  bool is_in_text = false;
  for (std::size_t i = 0; i < answer.body.size(); ++i) {
    char const c = answer.body[i];
    spaced += c;
    if (is_in_text && c == '\\') {
      spaced += answer.body[++i];
    } else if (c == '"') {
      is_in_text = !is_in_text;
    } else if (!is_in_text && (c == ':' || c == ',')) {
      spaced += ' ';
    }
  }
  answer.body = std::move(spaced);
  return answer;
}

}  // namespace iam::gateway
