#include "role_blueprint.h"

#include "errors/role_templates.h"
#include "iam/base/arn.h"
#include "iam/base/encoding.h"
#include "iam/call/nouns.h"
#include "iam/policy/comparison.h"
#include "iam/policy/template.h"
#include "iam/store/attachments.h"
#include "iam/store/inline_policies.h"

#include <algorithm>
#include <set>
#include <utility>

namespace iam::service {
namespace {

constexpr std::string_view kNameCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+=,.@_-";
constexpr std::size_t kNameLengthMax = 64;

bool is_number(std::string_view text) {
  auto const digits = text.substr(text.starts_with('-') ? 1 : 0);
  return !digits.empty() && digits.find_first_not_of("0123456789.") == std::string_view::npos;
}

// The element of Arn and ArnList is Arn, and so for the other types.
Status check_type(store::RoleTemplateParameter const& parameter, std::vector<std::string> const& values) {
  bool const is_list = parameter.type.ends_with("List");
  if (!is_list && values.size() != 1) {
    return fail(errors::template_parameter_of_one_value(parameter.name, values.size()));
  }
  bool const sound = std::ranges::all_of(values, [&](auto const& value) {
    if (parameter.type.starts_with("Arn")) return parse_arn(value).has_value();
    return !parameter.type.starts_with("Number") || is_number(value);
  });
  if (!sound) return fail(errors::template_parameter_of_other_type(parameter.name, parameter.type));
  return {};
}

Result<policy::TemplateValues> read_values(store::RoleTemplateVersion const& version,
                                           api::AcquireRoleRequest const& request) {
  policy::TemplateValues values;
  for (auto const& parameter : version.parameters) {
    if (parameter.default_value.has_value()) values[parameter.name] = {*parameter.default_value};
  }
  if (!request.replacement_values) return values;
  for (auto const& [name, given] : *request.replacement_values) {
    auto const parameter = std::ranges::find(version.parameters, name, &store::RoleTemplateParameter::name);
    if (parameter == version.parameters.end()) return fail(errors::template_parameter_unknown(name));
    if (auto sound = check_type(*parameter, given.values); !sound) return fail(sound.error());
    values[name] = given.values;
  }
  return values;
}

std::string one_text(policy::TemplateValues const& values) {
  std::string text;
  for (auto const& [name, list] : values) {
    text.append(percent_encode(name)).append("=");
    for (auto const& value : list) text.append(percent_encode(value)).append(",");
    text.append("&");
  }
  return text;
}

// Fills in the parts of one template; the first parameter without a value is kept.
class Filler {
 public:
  explicit Filler(policy::TemplateValues const& values) : values_(values) {}

  std::string text(std::string_view pattern) { return taken(policy::fill_text(pattern, values_)).value_or(""); }
  std::optional<std::string> optional_text(std::optional<std::string> const& pattern) {
    if (!pattern.has_value()) return std::nullopt;
    return text(*pattern);
  }
  std::optional<std::string> policy(std::string_view pattern) {
    auto filled = taken(policy::fill_policy(pattern, values_));
    return filled.has_value() ? std::move(filled->document) : std::nullopt;
  }

  std::optional<std::string> const& missing() const { return missing_; }

 private:
  template <class T>
  std::optional<T> taken(tl::expected<T, std::string> filled) {
    if (filled.has_value()) return *std::move(filled);
    if (!missing_.has_value()) missing_ = std::move(filled.error());
    return std::nullopt;
  }

  policy::TemplateValues const& values_;
  std::optional<std::string> missing_;
};

std::set<std::pair<std::string, std::string>> tags_of(Call& call, store::EntityId role) {
  std::set<std::pair<std::string, std::string>> tags;
  for (auto& [key, value] : stored_tags(call, "role", role)) {
    tags.emplace(std::move(key), std::move(value));
  }
  return tags;
}

bool has_inline_policies(Call& call, store::EntityId role, RoleBlueprint const& blueprint) {
  auto const policies = store::InlinePolicies(call.store).all(role);
  return policies.size() == blueprint.inline_policies.size() &&
         std::ranges::all_of(blueprint.inline_policies, [&](auto const& wanted) {
           auto const found = std::ranges::find(policies, wanted.name, &store::InlinePolicy::name);
           return found != policies.end() && policy::say_the_same(found->document, wanted.value);
         });
}

}  // namespace

Result<RoleBlueprint> make_blueprint(store::RoleTemplateVersion const& version,
                                     api::AcquireRoleRequest const& request) {
  auto const values = read_values(version, request);
  if (!values) return fail(values.error());
  Filler filler(*values);
  RoleBlueprint blueprint{.name = filler.text(version.name_pattern),
                          .path = filler.optional_text(version.path_pattern),
                          .description = filler.optional_text(version.description_pattern),
                          .trust_policy = filler.policy(version.trust_policy).value_or(""),
                          .managed_policies = version.managed_policies,
                          .boundary = version.boundary,
                          .max_session_duration_s = static_cast<std::int32_t>(version.max_session_duration_s),
                          .parameter_values = one_text(*values)};
  for (auto const& [name, document] : version.inline_policies) {
    if (auto filled = filler.policy(document)) blueprint.inline_policies.push_back({name, *std::move(filled)});
  }
  for (auto const& [key, value] : version.tags) {
    blueprint.tags.push_back({.key = filler.text(key), .value = filler.text(value)});
  }
  if (filler.missing()) return fail(errors::template_parameter_missing(*filler.missing()));
  bool const is_name = !blueprint.name.empty() && blueprint.name.size() <= kNameLengthMax &&
                       blueprint.name.find_first_not_of(kNameCharacters) == std::string::npos;
  if (!is_name) return fail(errors::template_role_name_invalid());
  return blueprint;
}

bool follows(Call& call, store::Role const& role, RoleBlueprint const& blueprint) {
  auto const attached = store::Attachments(call.store).all(role.id);
  std::set<std::pair<std::string, std::string>> tags;
  for (auto const& tag : blueprint.tags) tags.emplace(tag.key, tag.value);
  return policy::say_the_same(role.trust_policy, blueprint.trust_policy) &&
         std::set(attached.begin(), attached.end()) ==
             std::set(blueprint.managed_policies.begin(), blueprint.managed_policies.end()) &&
         role.permissions_boundary == blueprint.boundary && tags_of(call, role.id) == tags &&
         has_inline_policies(call, role.id, blueprint);
}

}  // namespace iam::service
