#include "role_templates.h"

#include "iam/face/answers.h"
#include "iam/store/role_templates.h"
#include "role_template_json.h"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::size_t kVersionsMax = 1000;
constexpr std::string_view kVersionIdPrefix = "AVTA";  // of the recorded ones
constexpr std::size_t kVersionIdLength = 21;

HttpResponse show(store::Session& session) {
  json::array templates;
  for (auto const& each : store::RoleTemplates(session).all()) templates.push_back(role_template_json(each));
  return json_response(200, json::object{{"templates", std::move(templates)}});
}

}  // namespace

void handle_role_templates(Environment const& environment, HttpRequest const& request, Reply reply) {
  if (is_reading(request)) return reply(read_answer(environment.store, show));
  if (request.method == "DELETE") {
    auto const remove = [](store::Session& session) {
      store::RoleTemplates(session).remove_all();
      return show(session);
    };
    return write_and_reply(environment.store, remove, "the templates could not be removed", std::move(reply));
  }
  auto version = read_role_template(request.body);
  if (!version.has_value()) return reply(json_error(400, version.error()));
  version->version_id =
      std::string(kVersionIdPrefix) + environment.ids.base32(kVersionIdLength - kVersionIdPrefix.size());
  version->created_at = environment.clock.now();
  auto const put = [version = *std::move(version)](store::Session& session) {
    store::RoleTemplates templates(session);
    if (!templates.find(version.arn, version.minor).has_value() && templates.all().size() >= kVersionsMax) {
      return json_error(409, fmt::format("there are {} versions of templates already", kVersionsMax));
    }
    templates.put(version);
    return show(session);
  };
  write_and_reply(environment.store, put, "the template could not be written", std::move(reply));
}

}  // namespace iam::gateway
