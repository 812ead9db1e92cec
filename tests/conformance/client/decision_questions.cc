#include "decision_questions.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace conformance {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr std::string_view kFolder = IAM_VECTORS_DIR "/decisions";
constexpr std::string_view kFrontEnd = "authorize";

// There are three ways to give identity policies; the one that is said closest to the question counts.
constexpr std::array<std::string_view, 3> kIdentityMembers{"condition", "statement", "identity"};
constexpr std::array<std::string_view, 5> kExpectations{"decided_by", "matched", "missing", "layers", "sentence"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kAnswers{
    {{"allowed", "allowed"}, {"denied", "implicitDeny"}, {"explicitly_denied", "explicitDeny"}}};

json::value read(std::string_view name) {
  std::ifstream stream(fs::path(kFolder) / (std::string(name) + ".json"));
  return json::parse(std::string{std::istreambuf_iterator<char>(stream), {}});
}

json::object merged(json::object outer, json::object const& inner) {
  bool const has_identity =
      std::ranges::any_of(kIdentityMembers, [&](std::string_view name) { return inner.contains(name); });
  for (auto const name : kIdentityMembers) {
    if (has_identity) outer.erase(name);
  }
  for (auto const& [key, value] : inner) outer[key] = value;
  return outer;
}

json::object policy_with(json::object statement) {
  statement.emplace("Effect", "Allow");
  if (!statement.contains("NotAction")) statement.emplace("Action", "*");
  if (!statement.contains("NotResource")) statement.emplace("Resource", "*");
  return {{"Version", "2012-10-17"}, {"Statement", std::move(statement)}};
}

json::object named(std::string id, json::value const& document) {
  auto const arn = "arn:aws:iam::111122223333:policy/" + id;
  return {{"id", std::move(id)}, {"arn", arn}, {"document", document}};
}

json::array named_list(std::string const& prefix, json::value const& policies) {
  json::array list;
  if (!policies.is_array()) return {named(prefix + "0", policies)};
  for (auto const& policy : policies.as_array()) list.push_back(named(prefix + std::to_string(list.size()), policy));
  return list;
}

json::array named_levels(std::string const& prefix, json::value const& levels) {
  json::array list;
  for (auto const& level : levels.as_array()) list.push_back(named_list(prefix, level));
  return list;
}

json::object policies_of(json::object const& described) {
  json::object policies;
  auto const with = [&](std::string_view name, auto use) {
    if (auto const* value = described.if_contains(name)) use(*value);
  };
  with("condition", [&](auto const& value) {
    policies["identity"] = named_list("identity", policy_with({{"Condition", value}}));
  });
  with("statement",
       [&](auto const& value) { policies["identity"] = named_list("identity", policy_with(value.as_object())); });
  with("identity", [&](auto const& value) { policies["identity"] = named_list("identity", value); });
  with("boundary", [&](auto const& value) { policies["boundary"] = named("boundary0", value); });
  with("session", [&](auto const& value) { policies["session"] = named_levels("session", value); });
  with("scope_down", [&](auto const& value) { policies["scope_down"] = named_levels("scope_down", value); });
  with("resource_policy", [&](auto const& value) {
    policies["resource"] = json::object{{"id", "resource0"}, {"document", value}};
  });
  with("resource_policy_kind", [&](auto const& value) { policies["resource_kind"] = value; });
  with("service_control", [&](auto const& value) { policies["service_control"] = named_levels("scp", value); });
  with("resource_control", [&](auto const& value) { policies["resource_control"] = named_levels("rcp", value); });
  with("endpoint", [&](auto const& value) { policies["endpoint"] = named_list("endpoint", value); });
  if (!policies.contains("resource")) policies.erase("resource_kind");
  return policies;
}

json::object principal_of(std::string_view name) {
  static json::value const cast = read("cast");
  return cast.as_object().at(name).as_object();
}

DecisionQuestion question_of(json::object const& described) {
  DecisionQuestion asked;
  asked.name = described.at("name").as_string();
  auto principal = principal_of(described.at("requester").as_string());
  asked.question = {{"action", described.at("action")},
                    {"resource", described.at("resource")},
                    {"context", described.at("context")},
                    {"policies", policies_of(described)}};
  // Of the requester, unless the case says another: the endpoint would believe the resource's ARN first.
  auto const* owner = described.if_contains("resource_account");
  if (owner == nullptr) owner = principal.if_contains("account");
  if (owner != nullptr) asked.question["resource_account"] = *owner;
  if (auto const* semantics = described.if_contains("semantics")) asked.question["semantics"] = *semantics;
  asked.question["principal"] = std::move(principal);
  for (auto const name : kExpectations) {
    if (auto const* value = described.if_contains(name)) asked.expected[name] = *value;
  }
  return asked;
}

bool is_for_this_front_end(json::object const& described) {
  auto const* front_ends = described.if_contains("front_ends");
  return front_ends == nullptr ||
         std::ranges::any_of(front_ends->as_array(), [](auto const& each) { return each.as_string() == kFrontEnd; });
}

}  // namespace

std::vector<std::string> decision_subjects() {
  std::vector<std::string> subjects;
  for (auto const& entry : fs::directory_iterator(kFolder)) {
    bool const is_subject = entry.path().extension() == ".json" && entry.path().stem() != "cast";
    if (is_subject) subjects.push_back(entry.path().stem().string());
  }
  std::ranges::sort(subjects);
  return subjects;
}

std::vector<DecisionQuestion> decision_questions(std::string_view subject) {
  json::object const defaults{{"requester", "user"},
                              {"action", "s3:GetObject"},
                              {"resource", "arn:aws:s3:::bucket/key"},
                              {"context", json::object()}};
  auto common = merged(defaults, read(subject).as_object());
  auto const cases = common.at("cases").as_array();
  common.erase("cases");
  std::vector<DecisionQuestion> questions;
  for (auto const& each : cases) {
    auto const described = merged(common, each.as_object());
    if (!is_for_this_front_end(described)) continue;
    for (auto const& [list, decision] : kAnswers) {
      auto const* asked = described.if_contains(list);
      for (std::size_t i = 0; asked != nullptr && i < asked->as_array().size(); ++i) {
        auto question = question_of(merged(described, asked->as_array()[i].as_object()));
        question.name.append("/").append(list).append("[" + std::to_string(i) + "]");
        question.decision = decision;
        questions.push_back(std::move(question));
      }
    }
  }
  return questions;
}

}  // namespace conformance
