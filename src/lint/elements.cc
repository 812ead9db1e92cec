// Elements that are empty or missing, and the same Sid twice.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
#include "iam/base/text.h"
#include "rules.h"

#include <fmt/format.h>

#include <set>

namespace iam::lint {

void check_elements(Subject const& subject, Examined const& examined, Findings& findings) {
  auto const& statement = examined.statement;
  auto const index = examined.index;
  if (statement.sid.empty() && subject.places.has(index, "Sid")) {
    findings.tell(rules::kEmptySid, subject.places.of(index, "Sid"), "the Sid is empty: leave it out");
  }
  if (statement.conditions.empty() && subject.places.has(index, "Condition")) {
    findings.tell(rules::kEmptyConditionBlock, subject.places.of(index, "Condition"),
                  "the Condition is empty: leave it out");
  }
  // The network may be private, but which one is told by the other keys only.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-vpcsourceip
  bool const names_network = has_condition_on(statement, "aws:SourceVpc") ||
                             has_condition_on(statement, "aws:SourceVpce") ||
                             has_condition_on(statement, "aws:SourceVpcArn");
  if (names_network) return;
  for (auto const& condition : statement.conditions) {
    if (!equals_ignoring_case(condition.key, "aws:VpcSourceIp")) continue;
    findings.tell(rules::kUnpairedKey, subject.places.of(index, condition),
                  "the same private address is in many networks: ask for aws:SourceVpc or aws:SourceVpce too");
  }
}

void check_document(Subject const& subject, Findings& findings) {
  if (!subject.places.has("Version")) {
    findings.tell(rules::kMissingVersion, {}, "without a Version it is of 2008-10-17, which has no variables");
  }
  std::set<std::string_view> seen;
  auto const& statements = subject.document.statements;
  for (std::size_t index = 0; index < statements.size(); ++index) {
    auto const& sid = statements[index].sid;
    if (sid.empty() || seen.insert(sid).second) continue;
    findings.tell(rules::kRepeatedSid, subject.places.of(index, "Sid"),
                  fmt::format("the Sid '{}' is there twice", sid));
  }
}

}  // namespace iam::lint
