#include "iam/authorization/refusal.h"

#include "iam/policy/misses.h"

#include <algorithm>

namespace iam::service {
namespace {

// As people count: from 1.
std::string name_of(policy::StatementMisses const& statement) {
  auto name = "statement " + std::to_string(statement.index + 1);
  if (!statement.sid.empty()) name.append(" (").append(statement.sid).append(")");
  return name;
}

// What the statement that came nearest lacks.
std::string told_of_nearest(std::vector<policy::StatementMisses> const& statements) {
  auto const nearest = std::ranges::min_element(
      statements, {}, [](policy::StatementMisses const& statement) { return statement.misses.size(); });
  if (nearest == statements.end()) return "no statement of the trust policy allows anything";
  auto why = name_of(*nearest) + " of the trust policy does not apply";
  char const* separator = ": ";
  for (auto const& miss : nearest->misses) {
    why.append(separator).append(policy::told(miss));
    separator = "; ";
  }
  return why;
}

}  // namespace

void explain_door(policy::Request const& asked, policy::NamedPolicy const& door, DeniedRequest& denied) {
  bool const is_explicit = denied.failure.outcome == policy::Outcome::kExplicitDeny;
  denied.statements = policy::misses(asked, {}, door, policy::PolicyType::kTrust);
  std::erase_if(denied.statements, [&](policy::StatementMisses const& statement) {
    bool const is_denial = statement.effect == policy::Effect::kDeny;
    return is_explicit ? !is_denial || !statement.misses.empty() : is_denial;
  });
  if (!is_explicit) {
    denied.why = told_of_nearest(denied.statements);
  } else if (!denied.statements.empty()) {
    denied.why = name_of(denied.statements.front()) + " of the trust policy denies";
  }
}

}  // namespace iam::service
