#include "role_template_json.h"

#include "iam/base/arn.h"
#include "iam/base/strict_json.h"
#include "iam/face/answers.h"
#include "iam/policy/template.h"
#include "json_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleTemplateVersion.html and its neighbours.
constexpr std::size_t kArnLengthMin = 20;
constexpr std::size_t kArnLengthMax = 2048;
constexpr std::size_t kDescriptionLengthMax = 512;
constexpr std::size_t kPatternLengthMax = 1000;
constexpr std::size_t kDocumentLengthMax = 131'072;
constexpr std::size_t kParametersMax = 30;
constexpr std::size_t kPartsMax = 50;
constexpr std::int64_t kMinorMax = 1'000'000;
constexpr std::int64_t kSessionDurationMin = 3600;
constexpr std::int64_t kSessionDurationMax = 43'200;
constexpr std::string_view kTypes[] = {"Arn", "ArnList", "Number", "NumberList", "String", "StringList"};

// arn:aws:iam::aws:role-template/<service principal>/<name>:<major>
bool is_template_arn(std::string_view text) {
  constexpr std::string_view kKind = "role-template/";
  auto const arn = parse_arn(text);
  if (!arn.has_value() || arn->service != "iam" || arn->account != kAwsOwner || !arn->resource.starts_with(kKind)) {
    return false;
  }
  auto const rest = arn->resource.substr(kKind.size());
  auto const slash = rest.find('/');
  auto const colon = rest.find(':');
  if (slash == 0 || slash == std::string_view::npos || colon == std::string_view::npos || colon <= slash + 1) {
    return false;
  }
  auto const major = rest.substr(colon + 1);
  return rest.find('/', slash + 1) == std::string_view::npos && !major.empty() && major.size() <= 9 &&
         major.find_first_not_of("0123456789") == std::string_view::npos;
}

class RoleTemplateReader : private JsonFields {
 public:
  tl::expected<store::RoleTemplateVersion, std::string> read(json::object const& body) {
    expect_members("the template", body,
                   {"arn", "minor", "default", "template_enabled", "enabled", "description", "name", "path",
                    "role_description", "trust_policy", "inline_policies", "managed_policies", "boundary", "parameters",
                    "tags", "max_session_duration"});
    version_.arn = bounded_text(body, "arn", kArnLengthMin, kArnLengthMax);
    if (!is_template_arn(version_.arn)) {
      refuse("`arn` is like arn:aws:iam::aws:role-template/example.amazonaws.com/Worker:1");
    }
    version_.minor = number(body, "minor", 0, 0, kMinorMax);
    version_.is_default = boolean(body, "default").value_or(true);
    version_.is_template_enabled = boolean(body, "template_enabled").value_or(true);
    version_.is_enabled = boolean(body, "enabled").value_or(true);
    version_.description = optional_text(body, "description", kDescriptionLengthMax);
    version_.name_pattern = bounded_text(body, "name", 1, kPatternLengthMax);
    version_.path_pattern = optional_text(body, "path", kPatternLengthMax);
    version_.description_pattern = optional_text(body, "role_description", kPatternLengthMax);
    version_.trust_policy = policy_template(body, "trust_policy");
    version_.boundary = optional_text(body, "boundary", kArnLengthMax);
    version_.max_session_duration_s =
        number(body, "max_session_duration", kSessionDurationMin, kSessionDurationMin, kSessionDurationMax);
    version_.managed_policies = texts(body, "managed_policies").value_or(std::vector<std::string>());
    if (version_.managed_policies.size() > kPartsMax) refuse(fmt::format("there are more than {} policies", kPartsMax));
    read_inline_policies(body);
    read_tags(body);
    for (auto const& parameter : objects(body, "parameters")) read_parameter(parameter);
    if (version_.parameters.size() > kParametersMax) {
      refuse(fmt::format("there are more than {} parameters", kParametersMax));
    }
    if (!fault().empty()) return tl::unexpected(fault());
    return std::move(version_);
  }

 private:
  std::int64_t number(json::object const& object, std::string_view name, std::int64_t standard, std::int64_t min,
                      std::int64_t max) {
    auto const value = integer(object, name).value_or(standard);
    if (value < min || value > max) refuse(fmt::format("`{}` is from {} to {}", name, min, max));
    return value;
  }

  std::optional<std::string> optional_text(json::object const& object, std::string_view name, std::size_t max) {
    if (!object.contains(name)) return std::nullopt;
    return bounded_text(object, name, 0, max);
  }

  std::string policy_template(json::object const& object, std::string_view name) {
    auto found = document(object, name, kDocumentLengthMax).value_or("");
    if (!policy::is_policy_template(found)) refuse(fmt::format("`{}` is a policy document with @{{parameters}}", name));
    return found;
  }

  // The object of that name; empty when there is none.
  json::object named(json::object const& object, std::string_view name) {
    auto const* value = object.if_contains(name);
    if (value == nullptr) return {};
    if (!value->is_object() || value->as_object().size() > kPartsMax) {
      refuse(fmt::format("`{}` is an object of up to {} members", name, kPartsMax));
      return {};
    }
    return value->as_object();
  }

  void read_inline_policies(json::object const& body) {
    auto const policies = named(body, "inline_policies");
    for (auto const& member : policies) {
      version_.inline_policies.push_back({std::string(member.key()), policy_template(policies, member.key())});
    }
  }

  void read_tags(json::object const& body) {
    auto const tags = named(body, "tags");
    for (auto const& member : tags) {
      version_.tags.push_back({std::string(member.key()), text(tags, member.key()).value_or("")});
    }
  }

  void read_parameter(json::object const& stated) {
    constexpr std::size_t kNameLengthMax = 128;
    constexpr std::size_t kParameterTextLengthMax = 1024;
    expect_members("a parameter", stated,
                   {"name", "type", "sub_type", "description", "required", "default", "immutable"});
    store::RoleTemplateParameter parameter{.name = bounded_text(stated, "name", 1, kNameLengthMax),
                                           .type = text(stated, "type").value_or("String"),
                                           .sub_type = optional_text(stated, "sub_type", kParameterTextLengthMax),
                                           .description = optional_text(stated, "description", kParameterTextLengthMax),
                                           .default_value = optional_text(stated, "default", kParameterTextLengthMax),
                                           .is_immutable = boolean(stated, "immutable").value_or(false)};
    parameter.is_required = boolean(stated, "required").value_or(!parameter.default_value.has_value());
    if (std::ranges::find(kTypes, parameter.type) == std::end(kTypes)) {
      refuse(fmt::format("there is no type {}", parameter.type));
    }
    if (std::ranges::find(version_.parameters, parameter.name, &store::RoleTemplateParameter::name) !=
        version_.parameters.end()) {
      refuse(fmt::format("parameter {} is there twice", parameter.name));
    }
    version_.parameters.push_back(std::move(parameter));
  }

  store::RoleTemplateVersion version_;
};

void put_if_any(json::object& object, std::string_view name, std::optional<std::string> const& text) {
  if (text.has_value()) object[name] = *text;
}

}  // namespace

tl::expected<store::RoleTemplateVersion, std::string> read_role_template(std::string_view text) {
  auto const body = parse_strict_object(text);
  if (!body.has_value()) return tl::unexpected(wrong_body(R"(send an object such as {"arn": …, "name": …})", text));
  return RoleTemplateReader().read(*body);
}

json::object role_template_json(store::RoleTemplateVersion const& version) {
  json::object shown{{"arn", version.arn},
                     {"minor", version.minor},
                     {"default", version.is_default},
                     {"template_enabled", version.is_template_enabled},
                     {"enabled", version.is_enabled},
                     {"name", version.name_pattern},
                     {"trust_policy", version.trust_policy},
                     {"managed_policies", json::value_from(version.managed_policies)},
                     {"max_session_duration", version.max_session_duration_s}};
  put_if_any(shown, "description", version.description);
  put_if_any(shown, "path", version.path_pattern);
  put_if_any(shown, "role_description", version.description_pattern);
  put_if_any(shown, "boundary", version.boundary);
  json::object policies;
  for (auto const& [name, document] : version.inline_policies) policies[name] = document;
  shown["inline_policies"] = std::move(policies);
  json::object tags;
  for (auto const& [key, value] : version.tags) tags[key] = value;
  shown["tags"] = std::move(tags);
  json::array parameters;
  for (auto const& parameter : version.parameters) {
    json::object each{{"name", parameter.name},
                      {"type", parameter.type},
                      {"required", parameter.is_required},
                      {"immutable", parameter.is_immutable}};
    put_if_any(each, "sub_type", parameter.sub_type);
    put_if_any(each, "description", parameter.description);
    put_if_any(each, "default", parameter.default_value);
    parameters.push_back(std::move(each));
  }
  shown["parameters"] = std::move(parameters);
  return shown;
}

}  // namespace iam::gateway
