// One action, simulated on every resource, as an answer tells it.
#include "errors/simulation.h"
#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "iam/call/paging.h"
#include "iam/policy/names.h"
#include "iam/policy/work.h"
#include "simulation/simulation.h"
#include "simulation/simulation_resources.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

namespace iam::service {
namespace {

using policy::Outcome;
using Details = std::map<std::string, std::string>;

constexpr std::string_view kAllResources = "*";

// The human names of policies in answers; the model speaks of others.
constexpr std::string_view kIdentityPolicy = "IAM Policy";
constexpr std::string_view kResourcePolicy = "Resource Policy";
constexpr std::string_view kBoundaryPolicy = "Permissions Boundary Policy";

// What is known of one action on one resource, and of one action on all of them.
struct Findings {
  Outcome outcome = Outcome::kAllowed;
  std::vector<policy::MatchedStatement> statements;
  std::vector<std::string> missing;
  std::map<std::string_view, Outcome> details;  // between accounts: what each kind of policy says by itself
  std::optional<bool> allowed_by_boundary;
  bool allowed_by_organizations = true;
};

// The outcomes are in the order of how much they let through.
Outcome stricter(Outcome left, Outcome right) { return std::max(left, right); }
static_assert(Outcome::kAllowed < Outcome::kImplicitDeny && Outcome::kImplicitDeny < Outcome::kExplicitDeny);

// When the organization denies, nothing else is asked, be it an explicit denial.
Outcome of_all_levels(std::vector<Outcome> const& levels) {
  return std::accumulate(levels.begin(), levels.end(), Outcome::kAllowed, stricter);
}

// AWS was seen to give trust policies no say in who may assume a role.
bool has_trust_policy(std::string_view action) {
  constexpr std::string_view kAssumptions = "sts:assume";
  return equals_ignoring_case(action.substr(0, kAssumptions.size()), kAssumptions);
}

std::optional<AccountId> owner_of(Simulation const& simulation, std::string_view resource) {
  if (simulation.owner) return simulation.owner;
  auto const arn = parse_arn(resource);
  return arn.has_value() ? AccountId::parse(arn->account) : std::nullopt;
}

// No policy is asked about a resource that the action cannot act on; only those of the organization have been.
void forget_policies(policy::LayerOutcomes& layers) {
  for (auto* layer : {&layers.identity, &layers.boundary, &layers.resource}) {
    if (layer->has_value()) *layer = Outcome::kImplicitDeny;
  }
}

// Requests for several resources differ in the resource only.
class Simulator {
 public:
  Simulator(Simulation const& simulation, std::string const& action)
      : simulation_(simulation),
        sets_(simulation.sets),
        request_{.requester = simulation.requester,
                 .action = action,
                 .resource = std::string(kAllResources),
                 .resource_account = std::nullopt,
                 .context = simulation.context} {
    if (has_trust_policy(action)) sets_.resource.reset();
  }

  Findings on(std::string_view resource) {
    request_.resource = resource;
    if (sets_.resource) request_.resource_account = owner_of(simulation_, resource);
    policy::Explanation explanation;
    auto const found = policy::explain(request_, sets_, explanation, policy::Semantics::kSimulator);
    auto const control = of_all_levels(explanation.layers.service_control);
    if (control != Outcome::kAllowed) return {.outcome = control, .allowed_by_organizations = false};
    Findings findings{.outcome = found.outcome};

    if (could_act_on(request_.action, resource)) {
      findings.statements = policy::deciding_statements(found, explanation);
    } else {
      findings.outcome = Outcome::kImplicitDeny;
      forget_policies(explanation.layers);
    }
    bool const is_undecided = findings.outcome == Outcome::kImplicitDeny;
    if (is_undecided) findings.missing = policy::missing_context_keys(sets_, simulation_.supplied);
    add_layers(explanation, findings);
    return findings;
  }

 private:
  static void add_layers(policy::Explanation const& explanation, Findings& findings) {
    auto const& layers = explanation.layers;
    if (layers.boundary) findings.allowed_by_boundary = layers.boundary == Outcome::kAllowed;
    if (!explanation.cross_account) return;
    auto const add = [&](std::string_view name, std::optional<Outcome> const& outcome) {
      if (outcome) findings.details.emplace(name, *outcome);
    };
    add(kIdentityPolicy, layers.identity);
    add(kResourcePolicy, layers.resource);
    add(kBoundaryPolicy, layers.boundary);
  }

  Simulation const& simulation_;
  policy::PolicySets sets_;
  policy::Request request_;
};

// Findings on all resources together. Statements and keys are told once each.
class Together {
 public:
  void add(Findings const& one);
  Findings const& findings() const { return all_; }

 private:
  using Statement = std::tuple<policy::Statement const*, policy::PolicyType, std::string>;

  Findings all_;
  std::set<Statement> statements_;
  std::set<std::string> missing_;
};

void Together::add(Findings const& one) {
  auto& all = all_;
  all.outcome = stricter(all.outcome, one.outcome);
  all.allowed_by_organizations = all.allowed_by_organizations && one.allowed_by_organizations;
  if (one.allowed_by_boundary)
    all.allowed_by_boundary = all.allowed_by_boundary.value_or(true) && *one.allowed_by_boundary;
  for (auto const& statement : one.statements) {
    bool const is_new = statements_.emplace(statement.statement, statement.type, statement.policy.id).second;
    if (is_new) all.statements.push_back(statement);
  }
  for (auto const& key : one.missing) {
    if (missing_.insert(key).second) all.missing.push_back(key);
  }
  for (auto const& [kind, outcome] : one.details) {
    auto& together = all.details.try_emplace(kind, outcome).first->second;
    together = stricter(together, outcome);
  }
}

api::Position shown(policy::Position position) {
  return {.line = static_cast<std::int32_t>(position.line), .column = static_cast<std::int32_t>(position.column)};
}

std::string_view source_type(policy::PolicyType type) {
  if (type == policy::PolicyType::kResource) return kResourcePolicy;
  return type == policy::PolicyType::kPermissionsBoundary ? kBoundaryPolicy : kIdentityPolicy;
}

// Of several resources, those that allow one are shown beside those that deny another.
std::vector<api::Statement> shown_statements(Findings const& findings) {
  std::vector<api::Statement> statements;
  for (auto const& matched : findings.statements) {
    statements.push_back({.source_policy_id = matched.policy.id,
                          .source_policy_type = std::string(source_type(matched.type)),
                          .start_position = shown(matched.statement->start),
                          .end_position = shown(matched.statement->end)});
  }
  return statements;
}

std::optional<api::PermissionsBoundaryDecisionDetail> shown_boundary(Findings const& findings) {
  if (!findings.allowed_by_boundary) return std::nullopt;
  return api::PermissionsBoundaryDecisionDetail{findings.allowed_by_boundary};
}

Details shown_details(Findings const& findings) {
  Details details;
  for (auto const& [kind, outcome] : findings.details)
    details.emplace(kind, std::string(policy::outcome_name(outcome)));
  return details;
}

// Clients of before July 2026 expect lists, though empty.
api::ResourceSpecificResult shown_resource(std::string const& resource, Findings const& findings) {
  api::ResourceSpecificResult result{.eval_resource_name = resource,
                                     .eval_resource_decision = std::string(policy::outcome_name(findings.outcome)),
                                     .matched_statements = shown_statements(findings),
                                     .missing_context_values = findings.missing};
  if (!findings.details.empty()) result.eval_decision_details = shown_details(findings);
  result.permissions_boundary_decision_detail = shown_boundary(findings);
  return result;
}

// What members take in an answer, about.
std::size_t bytes_of(std::vector<api::Statement> const& statements) {
  constexpr std::size_t kMarkupBytes = 384;
  std::size_t bytes = 0;
  for (auto const& statement : statements) bytes += kMarkupBytes + statement.source_policy_id.value_or("").size();
  return bytes;
}

std::size_t bytes_of(std::vector<std::string> const& keys) {
  constexpr std::size_t kMarkupBytes = 32;
  std::size_t bytes = 0;
  for (auto const& key : keys) bytes += kMarkupBytes + key.size();
  return bytes;
}

template <class Shown>
std::size_t bytes_of(Shown const& shown, std::string_view name) {
  constexpr std::size_t kMarkupBytes = 768;
  return kMarkupBytes + name.size() + bytes_of(*shown.matched_statements) + bytes_of(*shown.missing_context_values);
}

std::string shared_name(std::vector<std::string> const& resources, std::string const& action) {
  if (resources.empty()) return std::string(kAllResources);
  return resources.size() == 1 ? resources.front() : name_of_several(action, resources.front());
}

}  // namespace

Result<SimulatedAction> simulate(Simulation const& simulation, std::string const& action) {
  Simulator simulator(simulation, action);
  policy::Work const work;
  Together together;
  std::vector<api::ResourceSpecificResult> results;
  std::size_t bytes = 0;
  for (auto const& resource : simulation.resources) {
    auto const one = simulator.on(resource);
    results.push_back(shown_resource(resource, one));
    together.add(one);
    bytes += bytes_of(results.back(), resource);
    if (bytes > kAnswerBytesMax || work.is_too_much()) return fail(errors::too_large_simulation(action));
  }
  bool const names_resources = !results.empty();
  if (!names_resources) together.add(simulator.on(kAllResources));
  auto const& findings = together.findings();

  api::EvaluationResult result{.eval_action_name = action,
                               .eval_resource_name = shared_name(simulation.resources, action),
                               .eval_decision = std::string(policy::outcome_name(findings.outcome)),
                               .matched_statements = shown_statements(findings),
                               .missing_context_values = findings.missing};
  if (simulation.tells_organizations) {
    result.organizations_decision_detail = api::OrganizationsDecisionDetail{findings.allowed_by_organizations};
  }
  result.permissions_boundary_decision_detail = shown_boundary(findings);
  bytes += bytes_of(result, action);
  if (names_resources) {
    result.eval_decision_details = shown_details(findings);
    result.resource_specific_results = std::move(results);
  }
  return SimulatedAction{std::move(result), bytes};
}

}  // namespace iam::service
