#include "iam/policy/denial.h"

namespace iam::policy {
namespace {

// Of trust policies the documentation says "the", of all others "a" or "an".
std::string_view with_article(PolicyType type) {
  switch (type) {
    case PolicyType::kIdentity:
      return "an identity-based policy";
    case PolicyType::kPermissionsBoundary:
      return "a permissions boundary";
    case PolicyType::kSession:
    case PolicyType::kScopeDown:
      return "a session policy";
    case PolicyType::kResource:
      return "a resource-based policy";
    case PolicyType::kTrust:
      return "the role trust policy";
    case PolicyType::kServiceControl:
      return "a service control policy";
    case PolicyType::kResourceControl:
      return "a resource control policy";
    case PolicyType::kEndpoint:
      break;
  }
  return "a VPC endpoint policy";
}

std::string_view without_article(PolicyType type) {
  std::string_view const named = with_article(type);
  return named.substr(named.find(' ') + 1);
}

}  // namespace

std::string denial_sentence(Denial const& denial, Decision const& decision) {
  std::string sentence = denial_sentence(denial);
  if (decision.outcome == Outcome::kExplicitDeny) {
    sentence.append(" with an explicit deny in ").append(with_article(decision.decided_by));
    bool const has_arn = decision.denier != nullptr && !decision.denier->arn.empty();
    if (has_arn) sentence.append(": ").append(decision.denier->arn);
  } else {
    sentence.append(" because no ").append(without_article(decision.decided_by));
    sentence.append(" allows the ").append(denial.action).append(" action");
  }
  return sentence;
}

std::string denial_sentence(Denial const& denial) {
  std::string sentence = "User: ";
  sentence.append(denial.requester_arn.empty() ? "anonymous" : denial.requester_arn)
      .append(" is not authorized to perform: ")
      .append(denial.action);
  if (!denial.resource.empty()) sentence.append(" on resource: ").append(denial.resource);
  return sentence;
}

}  // namespace iam::policy
