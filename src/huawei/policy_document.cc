// The grammar stands in https://support.huaweicloud.com/intl/en-us/api-iam5/CreatePolicyV5.html.
#include "policy_document.h"

#include "errors.h"
#include "iam/call/quotas.h"
#include "iam/policy/document.h"
#include "json.h"

#include <algorithm>
#include <string>
#include <vector>

namespace iam::gateway::huawei {
namespace {

constexpr std::string_view kVersion = "5.0";
constexpr std::string_view kWhiteSpace = " \t\r\n";

bool is_text(json::value const& value) { return value.is_string(); }

bool is_name(json::value const& value) {
  if (!value.is_string()) return false;
  std::string_view const text = value.get_string();
  return !text.empty() && text.find_first_of(kWhiteSpace) == std::string_view::npos;
}

template <class Element>
bool is_list_of(json::value const& value, Element element) {
  auto const* list = value.if_array();
  return list != nullptr && !list->empty() && std::ranges::all_of(*list, element);
}

// {"StringEquals": {"g:UserName": ["bob"]}}
bool is_condition(json::value const& value) {
  auto const* condition = value.if_object();
  if (condition == nullptr) return false;
  return std::ranges::all_of(*condition, [](auto const& test) {
    auto const* keys = test.value().if_object();
    return keys != nullptr && std::ranges::all_of(*keys, [](auto const& key) {
             return key.value().is_string() || is_list_of(key.value(), is_text);
           });
  });
}

bool is_names(json::value const& value) { return is_list_of(value, is_name); }
bool is_effect(json::value const& value) { return value == "Allow" || value == "Deny"; }

struct Element {
  std::string_view name;
  bool (*holds)(json::value const& value);
};

constexpr Element kElements[] = {
    {"Sid", is_text},       {"Effect", is_effect},     {"Action", is_names},        {"NotAction", is_names},
    {"Resource", is_names}, {"NotResource", is_names}, {"Condition", is_condition},
};

bool is_statement(json::value const& value) {
  auto const* statement = value.if_object();
  if (statement == nullptr) return false;
  bool const elements_hold = std::ranges::all_of(*statement, [](auto const& member) {
    auto const known = std::ranges::find(kElements, std::string_view(member.key()), &Element::name);
    return known != std::end(kElements) && known->holds(member.value());
  });
  auto const count = [statement](auto... names) { return (0 + ... + int{statement->contains(names)}); };
  return elements_hold && statement->contains("Effect") && count("Action", "NotAction") == 1 &&
         count("Resource", "NotResource") <= 1;
}

bool is_policy(json::value const& value) {
  auto const* policy = value.if_object();
  if (policy == nullptr || policy->size() != 2) return false;
  auto const* version = policy->if_contains("Version");
  auto const* statements = policy->if_contains("Statement");
  return version != nullptr && *version == json::value(kVersion) && statements != nullptr &&
         is_list_of(*statements, is_statement);
}

std::vector<std::string> texts_in(json::value const& value) {
  if (value.is_string()) return {std::string(value.get_string())};
  std::vector<std::string> texts;
  for (auto const& text : value.get_array()) texts.emplace_back(text.get_string());
  return texts;
}

// Nothing when the element is absent.
std::optional<std::vector<std::string>> optional_texts(json::object const& statement, std::string_view name) {
  auto const* element = statement.if_contains(name);
  return element == nullptr ? std::nullopt : std::optional(texts_in(*element));
}

std::optional<std::vector<std::string>> optional_resources(json::object const& statement, std::string_view name) {
  auto urns = optional_texts(statement, name);
  if (urns.has_value()) std::ranges::transform(*urns, urns->begin(), engine_resource);
  return urns;
}

// The operators of both systems have the same names but for those that match patterns.
std::string engine_operator(std::string_view name) {
  if (name == "StringMatch") return "StringLike";
  if (name == "StringNotMatch") return "StringNotLike";
  return std::string(name);
}

// REQUIRES: is_statement(value).
policy::Statement to_statement(json::value const& value) {
  auto const& statement = value.get_object();
  policy::Statement read;
  read.effect = statement.at("Effect") == "Allow" ? policy::Effect::kAllow : policy::Effect::kDeny;
  read.actions = optional_texts(statement, "Action");
  read.not_actions = optional_texts(statement, "NotAction");
  read.resources = optional_resources(statement, "Resource");
  read.not_resources = optional_resources(statement, "NotResource");
  // Without either a statement is about everything.
  if (!read.resources && !read.not_resources) read.resources = {"*"};
  if (auto const* conditions = statement.if_contains("Condition")) {
    for (auto const& test : conditions->get_object()) {
      for (auto const& key : test.value().get_object()) {
        read.conditions.push_back({engine_operator(test.key()), std::string(key.key()), texts_in(key.value())});
      }
    }
  }
  return read;
}

}  // namespace

std::string engine_resource(std::string_view urn) {
  return urn == "*" ? std::string(urn) : std::string("arn:huawei:").append(urn);
}

std::optional<policy::Document> parse_policy_document(std::string_view text) {
  auto const parsed = parse_strict_json(text);
  if (!parsed.has_value() || !is_policy(*parsed)) return std::nullopt;
  policy::Document document;
  for (auto const& statement : parsed->at("Statement").get_array()) {
    document.statements.push_back(to_statement(statement));
  }
  return document;
}

Status check_policy_document(service::Call& call, std::string_view document) {
  if (!parse_policy_document(document).has_value()) return fail(errors::malformed_policy_document());
  auto const size = policy::counted_size(document);
  if (!service::check_quota(call, service::quotas::kPolicySize, static_cast<std::int64_t>(size))) {
    return fail(errors::policy_too_large(size));
  }
  return {};
}

}  // namespace iam::gateway::huawei
