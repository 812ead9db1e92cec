// The cases under tests/vectors/policy/decisions; the README there says how they are written.
#pragma once

#include "iam/policy/evaluate.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::policy {

using PolicyTexts = std::vector<std::string>;

// Policies by their text, as a front end would be given them.
struct PolicyTextSets {
  PolicyTexts identity;
  std::optional<std::string> boundary;
  std::vector<PolicyTexts> session;
  std::vector<PolicyTexts> scope_down;
  std::optional<std::string> resource;
  ResourcePolicyKind resource_kind = ResourcePolicyKind::kResource;
  std::vector<PolicyTexts> service_control;
  std::vector<PolicyTexts> resource_control;
  std::optional<PolicyTexts> endpoint;
};

// One question and what is expected of the answer; what a case is silent about is not checked.
struct DecisionVector {
  std::string name;  // "case", or "case/allowed[2]" when the case asks more than once
  std::string source;
  std::vector<std::string> front_ends;
  Request request;
  PolicyTextSets policies;
  Semantics semantics = Semantics::kLive;
  Outcome outcome = Outcome::kImplicitDeny;
  std::optional<std::string> decided_by;
  std::optional<std::vector<std::string>> matched;  // "identity 0 Sid 1:38-1:95"
  std::optional<std::vector<std::string>> missing;
  std::optional<std::vector<std::string>> layers;  // "identity allowed"
  std::optional<std::string> sentence;

  bool is_for(std::string_view front_end) const;
};

// The names of the files, without their ending.
std::vector<std::string> decision_subjects();
std::vector<DecisionVector> decision_vectors_of(std::string_view subject);

std::string_view name_of(Outcome outcome);  // "allowed", "implicitDeny", "explicitDeny"
std::string_view name_of(PolicyType type);  // "identity", "boundary", …

// REQUIRES: every text is a document.
PolicySets compiled_sets(PolicyTextSets const& texts);

}  // namespace iam::policy
