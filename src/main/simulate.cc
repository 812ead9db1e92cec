#include "simulate.h"

#include "iam/base/arn.h"
#include "iam/face/decision_json.h"
#include "iam/policy/denial.h"
#include "iam/policy/evaluate.h"
#include "iam/policy/names.h"
#include "iam/policy/places.h"
#include "iam/policy/requester.h"
#include "offline.h"
#include "usage_error.h"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <deque>
#include <map>
#include <stdexcept>
#include <utility>

namespace iam::program {
namespace {

namespace json = boost::json;

// Who asks when nobody is named. Of the account of the resource, if that has one.
constexpr std::string_view kSomebody = "arn:aws:iam::{}:user/somebody";
constexpr AccountId kSomeAccount{123'456'789'012};

constexpr std::string_view kEverything = "*";

// The policies that were given as files. A policy's id is its file.
class Files {
 public:
  policy::NamedPolicy policy(std::string const& path) {
    auto const& text = texts_.emplace(path, read_policy_file(path)).first->second;
    auto compiled = policy::compile(text);
    if (!compiled.has_value()) {
      auto const position = compiled.error().position;
      throw std::runtime_error(
          fmt::format("{}:{}:{}: it is no policy: see iamlocal lint {}", path, position.line, position.column, path));
    }
    return {.id = path, .arn = {}, .compiled = *std::move(compiled)};
  }

  policy::PolicyList policies(std::vector<std::string> const& paths) {
    policy::PolicyList list;
    for (auto const& path : paths) list.push_back(policy(path));
    return list;
  }

  // One level, on which all of them are.
  std::vector<policy::PolicyList> level(std::vector<std::string> const& paths) {
    if (paths.empty()) return {};
    return {policies(paths)};
  }

  policy::Position place_of(policy::MatchedStatement const& matched) const {
    return policy::Places(texts_.at(matched.policy.id)).of(matched.index);
  }

 private:
  std::map<std::string, std::string> texts_;
};

policy::ResourcePolicyKind resource_policy_kind(std::string_view name) {
  if (name == "resource") return policy::ResourcePolicyKind::kResource;
  if (name == "trust") return policy::ResourcePolicyKind::kTrust;
  if (name == "kms-key") return policy::ResourcePolicyKind::kKmsKey;
  throw UsageError(fmt::format("--resource-policy-kind is resource, trust or kms-key, not '{}'", name));
}

policy::PolicySets sets_of(SimulateOptions const& options, Files& files) {
  policy::PolicySets sets;
  sets.identity = files.policies(options.policies);
  if (options.boundary) sets.boundary = files.policy(*options.boundary);
  sets.session = files.level(options.session_policies);
  if (options.resource_policy) {
    sets.resource = policy::ResourcePolicy{files.policy(*options.resource_policy),
                                           resource_policy_kind(options.resource_policy_kind)};
  }
  sets.service_control = files.level(options.service_control);
  sets.resource_control = files.level(options.resource_control);
  return sets;
}

policy::Context context_of(std::vector<std::string> const& entries) {
  std::map<std::string, std::vector<std::string>> values;
  for (auto const& entry : entries) {
    auto const equals = entry.find('=');
    if (equals == 0 || equals == std::string::npos) {
      throw UsageError(fmt::format("--context takes key=value, not '{}'", entry));
    }
    values[entry.substr(0, equals)].push_back(entry.substr(equals + 1));
  }
  policy::Context context;
  for (auto& [key, list] : values) {
    if (context.find(key) != nullptr) throw UsageError(fmt::format("--context has {} in two spellings", key));
    context.set_values(key, std::move(list));
  }
  return context;
}

std::optional<AccountId> account_of(std::string_view resource) {
  auto const arn = parse_arn(resource);
  return arn.has_value() ? AccountId::parse(arn->account) : std::nullopt;
}

policy::Request request_for(SimulateOptions const& options, policy::Context const& context, std::string const& action,
                            std::string const& resource) {
  if (!policy::names_action(action)) {
    throw UsageError(fmt::format("--action is a service and a name, such as s3:GetObject, not '{}'", action));
  }
  policy::Request request{.requester = {},
                          .action = action,
                          .resource = resource,
                          .resource_account = account_of(resource),
                          .context = context};
  if (options.principal.has_value()) {
    auto requester = policy::requester_named(*options.principal);
    if (!requester.has_value()) {
      throw UsageError(
          fmt::format("--principal is the ARN of a user, a role, a session or a root, not '{}'", *options.principal));
    }
    request.requester = *std::move(requester);
    policy::add_requester_keys(request.requester, request.context);
  } else {
    auto const account = request.resource_account.value_or(kSomeAccount).text();
    request.requester = *policy::requester_named(fmt::format(fmt::runtime(kSomebody), account));
  }
  return request;
}

// Why. AWS's sentence about a denial begins with principal, action and resource: the line that this ends has those that
// were given, and of a principal that was not the sentence would name one that nobody asked about.
std::string reason(policy::Request const& request, policy::Decision const& decision) {
  if (decision.allowed()) return fmt::format("by a policy of type {}", policy::policy_type_name(decision.decided_by));
  auto const plain = policy::denial_sentence({request.requester.arn, request.action, request.resource});
  auto const full = policy::denial_sentence({request.requester.arn, request.action, request.resource}, decision);
  return full.substr(plain.size() + 1);
}

void print_explanation(Files const& files, policy::Explanation const& explanation) {
  auto const print_layer = [](policy::PolicyType type, policy::Outcome outcome) {
    fmt::print("  {}: {}\n", policy::policy_type_name(type), policy::outcome_name(outcome));
  };
  auto const& layers = explanation.layers;
  if (layers.identity) print_layer(policy::PolicyType::kIdentity, *layers.identity);
  if (layers.boundary) print_layer(policy::PolicyType::kPermissionsBoundary, *layers.boundary);
  for (auto const outcome : layers.session) print_layer(policy::PolicyType::kSession, outcome);
  if (layers.resource) print_layer(policy::PolicyType::kResource, *layers.resource);
  for (auto const outcome : layers.service_control) print_layer(policy::PolicyType::kServiceControl, outcome);
  for (auto const outcome : layers.resource_control) print_layer(policy::PolicyType::kResourceControl, outcome);
  for (auto const& matched : explanation.matched) {
    auto const place = files.place_of(matched);
    auto const& statement = *matched.statement;
    fmt::print("  {}:{}:{}: {}{}\n", matched.policy.id, place.line, place.column,
               statement.effect == policy::Effect::kAllow ? "allows" : "denies",
               statement.sid.empty() ? "" : ", " + statement.sid);
  }
  for (auto const& key : explanation.missing_context_keys) fmt::print("  not given: {}\n", key);
}

json::object as_json(Files const& files, policy::Request const& request, policy::Decision const& decision,
                     policy::Explanation const& explanation) {
  auto shown = gateway::decision_json(decision, explanation);
  shown["action"] = request.action;
  shown["resource"] = request.resource;
  json::array matched;
  for (auto const& each : explanation.matched) {
    auto const place = files.place_of(each);
    matched.push_back(json::object{{"file", each.policy.id}, {"line", place.line}, {"column", place.column}});
  }
  shown["places"] = std::move(matched);
  if (!decision.allowed()) {
    shown["sentence"] = policy::denial_sentence({request.requester.arn, request.action, request.resource}, decision);
  }
  return shown;
}

int status_of(policy::Outcome outcome) {
  switch (outcome) {
    case policy::Outcome::kAllowed:
      return 0;
    case policy::Outcome::kImplicitDeny:
      return kStatusImplicitDeny;
    case policy::Outcome::kExplicitDeny:
      return kStatusExplicitDeny;
  }
  return kStatusImplicitDeny;
}

}  // namespace

int simulate(SimulateOptions const& options) {
  Files files;
  auto const sets = sets_of(options, files);
  auto const context = context_of(options.context);
  auto resources = options.resources;
  if (resources.empty()) resources.emplace_back(kEverything);

  int status = 0;
  json::array all;
  for (auto const& action : options.actions) {
    for (auto const& resource : resources) {
      auto const request = request_for(options, context, action, resource);
      policy::Explanation explanation;
      auto const decision = policy::explain(request, sets, explanation);
      status = std::max(status, status_of(decision.outcome));
      if (options.format == OutputFormat::kJson) {
        all.push_back(as_json(files, request, decision, explanation));
        continue;
      }
      fmt::print("{} {} on {}: {}\n", policy::outcome_name(decision.outcome), action, resource,
                 reason(request, decision));
      if (options.explain) print_explanation(files, explanation);
    }
  }
  if (options.format == OutputFormat::kJson) fmt::print("{}\n", json::serialize(all));
  return status;
}

}  // namespace iam::program
