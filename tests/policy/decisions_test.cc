// Decisions as data: tests/vectors/policy/decisions, with the source of each.

#include "decision_vectors.h"
#include "iam/policy/denial.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace iam::policy {
namespace {

using ::testing::ElementsAreArray;

std::string described(Position position) {
  return std::to_string(position.line) + ":" + std::to_string(position.column);
}

std::vector<std::string> described(std::vector<MatchedStatement> const& matched) {
  std::vector<std::string> texts;
  for (MatchedStatement const& match : matched) {
    texts.push_back(match.policy.id + " " + std::to_string(match.index) + " " + match.statement->sid + " " +
                    described(match.statement->start) + "-" + described(match.statement->end));
  }
  return texts;
}

std::vector<std::string> described(LayerOutcomes const& layers) {
  std::vector<std::string> texts;
  auto const add = [&](std::string_view layer, Outcome outcome) {
    texts.push_back(std::string(layer) + " " + std::string(name_of(outcome)));
  };
  if (layers.identity.has_value()) add("identity", *layers.identity);
  if (layers.boundary.has_value()) add("boundary", *layers.boundary);
  for (Outcome const outcome : layers.session) add("session", outcome);
  for (Outcome const outcome : layers.scope_down) add("scope_down", outcome);
  if (layers.resource.has_value()) add("resource", *layers.resource);
  for (Outcome const outcome : layers.service_control) add("service_control", outcome);
  for (Outcome const outcome : layers.resource_control) add("resource_control", outcome);
  if (layers.endpoint.has_value()) add("endpoint", *layers.endpoint);
  return texts;
}

void expect_answer(DecisionVector const& vector) {
  PolicySets const sets = compiled_sets(vector.policies);
  Explanation explanation;
  Decision const decision = explain(vector.request, sets, explanation, vector.semantics);
  EXPECT_EQ(name_of(decision.outcome), name_of(vector.outcome));
  if (vector.decided_by.has_value()) {
    EXPECT_EQ(name_of(decision.decided_by), *vector.decided_by);
  }
  if (vector.matched.has_value()) {
    EXPECT_THAT(described(deciding_statements(decision, explanation)), ElementsAreArray(*vector.matched));
  }
  if (vector.missing.has_value()) {
    EXPECT_THAT(explanation.missing_context_keys, ElementsAreArray(*vector.missing));
  }
  if (vector.layers.has_value()) {
    EXPECT_THAT(described(explanation.layers), ElementsAreArray(*vector.layers));
  }
  if (vector.sentence.has_value()) {
    Denial const denial{vector.request.requester.arn, vector.request.action, vector.request.resource};
    EXPECT_EQ(denial_sentence(denial, decision), *vector.sentence);
  }
  // Deciding without telling why may stop early, and comes to the same.
  Decision const quick = evaluate(vector.request, sets, vector.semantics);
  EXPECT_EQ(name_of(quick.outcome), name_of(decision.outcome));
  EXPECT_EQ(name_of(quick.decided_by), name_of(decision.decided_by));
  EXPECT_EQ(quick.denier, decision.denier);
}

class Decisions : public ::testing::TestWithParam<std::string> {};

TEST_P(Decisions, are_those_of_aws) {
  for (DecisionVector const& vector : decision_vectors_of(GetParam())) {
    SCOPED_TRACE(GetParam() + ": " + vector.name);
    EXPECT_FALSE(vector.source.empty());
    if (vector.is_for("library")) expect_answer(vector);
  }
}

INSTANTIATE_TEST_SUITE_P(Subjects, Decisions, ::testing::ValuesIn(decision_subjects()),
                         [](auto const& subject) { return subject.param; });

}  // namespace
}  // namespace iam::policy
