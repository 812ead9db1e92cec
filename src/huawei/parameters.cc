#include "parameters.h"

#include "errors.h"
#include "iam/base/encoding.h"
#include "iam/base/text.h"

#include <algorithm>

namespace iam::gateway::huawei {
namespace {

// https://docs.otc.t-systems.com/identity-access-management/api-ref/appendix/error_codes.html, IAM.1101
constexpr std::size_t kBodyMax = 32 * 1024;
constexpr std::size_t kQueryParametersMax = 64;

std::string shown(json::value const& value) {
  return value.is_string() ? std::string(value.get_string()) : json::serialize(value);
}

// The decoded pairs of a query; nothing when there are too many or one is not UTF-8. The first of a name counts.
std::optional<json::object> read_query(std::string_view query) {
  json::object values;
  for (std::size_t count = 0; !query.empty(); ++count) {
    if (count == kQueryParametersMax) return std::nullopt;
    auto encoded_value = take_until(query, '&');
    auto const encoded_name = take_until(encoded_value, '=');
    std::string name;
    std::string value;
    bool const is_sound = percent_decode(encoded_name, PlusSign::kSpace, name) &&
                          percent_decode(encoded_value, PlusSign::kSpace, value) && is_utf8(name) && is_utf8(value);
    if (!is_sound) return std::nullopt;
    values.emplace(name, value);
  }
  return values;
}

// The body as the members want it: an object, or with a kWholeBody member one under that member's name.
Result<json::object> read_body(std::span<Member const> members, std::string_view body) {
  auto const wants = [members](Place place) { return std::ranges::find(members, place, &Member::place); };
  auto const whole = wants(Place::kWholeBody);
  // What a client sends to an operation without a body is not looked at: the Node client sends `{}` on a GET.
  if (whole == members.end() && wants(Place::kBody) == members.end()) return json::object();
  if (body.size() > kBodyMax) return fail(errors::body_too_large(body.size()));
  auto value = parse_strict_json(body);
  if (!value.has_value()) return fail(errors::invalid_body());
  if (whole != members.end()) return json::object{{whole->name, *std::move(value)}};
  if (!value->is_object()) return fail(errors::invalid_body());
  return std::move(value->get_object());
}

}  // namespace

Result<Parameters> Parameters::read(std::span<Member const> members, std::vector<PathValue> const& path,
                                    std::string_view query, std::string_view body) {
  auto const queried = read_query(query);
  if (!queried.has_value()) return fail(errors::invalid_parameter("query"));
  auto const sent = read_body(members, body);
  if (!sent.has_value()) return fail(sent.error());

  Parameters parameters;
  for (auto const& [name, value] : path) parameters.values_.emplace(name, value);
  for (auto const& [name, place, presence, rule] : members) {
    auto const* value = (place == Place::kQuery ? *queried : *sent).if_contains(name);
    if (value == nullptr) {
      if (presence == Presence::kRequired) return fail(errors::missing_field(name));
      continue;
    }
    if (!rule->holds(*value)) return fail(rule->broken(name, shown(*value)));
    parameters.values_.emplace(name, *value);
  }
  return parameters;
}

std::optional<std::string> Parameters::optional_text(std::string_view name) const {
  auto const* value = find(name);
  return value == nullptr ? std::nullopt : std::optional<std::string>(value->get_string());
}

std::optional<bool> Parameters::optional_flag(std::string_view name) const {
  auto const* value = find(name);
  return value == nullptr ? std::nullopt : std::optional<bool>(value->get_bool());
}

}  // namespace iam::gateway::huawei
