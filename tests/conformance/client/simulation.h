// What the suites about the simulators share.
#pragma once

#include "policy_client.h"

#include <string>
#include <vector>

namespace conformance {

inline constexpr auto kBucketPolicy =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject",)"
    R"("Resource":"arn:aws:s3:::bucket/*","Principal":{"AWS":"*"}}]})";

inline constexpr auto kObjectA = "arn:aws:s3:::bucket/a";
inline constexpr auto kObjectB = "arn:aws:s3:::bucket/b";
inline constexpr auto kAllowGet =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]})";
inline constexpr auto kDenyGet =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:GetObject","Resource":"*"}]})";
inline constexpr auto kAllowPut =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:PutObject","Resource":"*"}]})";

// A policy whose one statement has these members besides Effect and Version.
inline std::string policy_allowing(std::string const& members) {
  return R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)" + members + "}]}";
}

inline std::string allowing_get_if(std::string const& condition) {
  return policy_allowing(R"("Action":"s3:GetObject","Resource":"*","Condition":)" + condition);
}

inline Pairs with_list(Pairs parameters, std::string const& name, std::vector<std::string> const& values) {
  if (values.empty()) parameters.emplace_back(name, "");  // as clients send an empty list
  for (std::size_t i = 0; i < values.size(); ++i) {
    parameters.emplace_back(name + ".member." + std::to_string(i + 1), values[i]);
  }
  return parameters;
}

inline Pairs with_policies(std::vector<std::string> const& documents, Pairs more = {}) {
  return with_list(std::move(more), "PolicyInputList", documents);
}

inline Pairs with_resources(std::vector<std::string> const& arns, Pairs more = {}) {
  return with_list(std::move(more), "ResourceArns", arns);
}

inline Pairs with_entry(int number, std::string const& key, std::string const& type,
                        std::vector<std::string> const& values, Pairs more = {}) {
  auto const entry = "ContextEntries.member." + std::to_string(number) + ".";
  more.emplace_back(entry + "ContextKeyName", key);
  more.emplace_back(entry + "ContextKeyType", type);
  return with_list(std::move(more), entry + "ContextKeyValues", values);
}

// s3:GetObject unless `more` names actions.
inline Answer simulate_custom(Caller& me, Pairs more, std::vector<std::string> const& actions = {"s3:GetObject"}) {
  return me.iam("SimulateCustomPolicy", with_list(std::move(more), "ActionNames", actions));
}

inline Answer simulate_principal(Caller& me, std::string const& arn, Pairs more = {},
                                 std::vector<std::string> const& actions = {"s3:GetObject"}) {
  more.emplace_back("PolicySourceArn", arn);
  return me.iam("SimulatePrincipalPolicy", with_list(std::move(more), "ActionNames", actions));
}

// Of the first result.
inline std::string of_first(Answer const& answer, std::string const& member) {
  return answer.text(("EvaluationResults/member/" + member).c_str());
}

inline std::string decision(Answer const& answer) { return of_first(answer, "EvalDecision"); }

inline std::vector<std::string> decisions(Answer const& answer) {
  return answer.texts("EvaluationResults", "EvalDecision");
}

inline std::vector<std::string> resource_decisions(Answer const& answer) {
  return answer.texts("EvaluationResults/member/ResourceSpecificResults", "EvalResourceDecision");
}

inline std::vector<std::string> missing(Answer const& answer) {
  return answer.texts("EvaluationResults/member/MissingContextValues");
}

inline std::vector<std::string> sources(Answer const& answer) {
  return answer.texts("EvaluationResults/member/MatchedStatements", "SourcePolicyId");
}

// "line:column" of the first matched statement.
inline std::string place(Answer const& answer, std::string const& position) {
  auto const path = "MatchedStatements/member/" + position + "/";
  return of_first(answer, path + "Line") + ":" + of_first(answer, path + "Column");
}

}  // namespace conformance
