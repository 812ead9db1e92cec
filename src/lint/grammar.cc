// What AWS refuses when a policy is saved, and where in the text that is.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
#include "iam/policy/grammar.h"

#include "refusals.h"
#include "rules.h"

#include <fmt/format.h>

#include <algorithm>

namespace iam::lint {
namespace {

// What most services take at least: S3, Lambda, Secrets Manager; of a key KMS takes 32 KB.
constexpr std::size_t kResourcePolicyMax = 20'480;

// A policy is saved in one partition. Which one is not said here: it is that of the first resource or principal that
// names one.
Partition partition_of(policy::Document const& document) {
  auto const named = [](std::string_view text) {
    auto const arn = parse_arn(text);
    return arn.has_value() ? partition_named(arn->partition) : std::nullopt;
  };
  for (auto const& statement : document.statements) {
    for (auto const* resources : {&statement.resources, &statement.not_resources}) {
      for (auto const& resource : resources->value_or(std::vector<std::string>())) {
        if (auto const partition = named(resource)) return *partition;
      }
    }
    for (auto const& principal : statement.principals.value_or(std::vector<policy::Principal>())) {
      if (auto const partition = named(principal.value)) return *partition;
    }
  }
  return Partition::kAws;
}

// Nobody can say here which principals exist: they are all taken for good.
std::optional<std::string> trust_fault(std::string_view text, Partition partition) {
  return policy::trust_policy_fault(
      text, {.partition = partition, .account = {}, .exists = [](ArnParts const&) { return true; }});
}

// Services refuse more of their policies, each in its own words.
std::optional<std::string> resource_fault(std::string_view text) {
  auto const parsed = policy::parse(text);
  if (!parsed.has_value()) return "Syntax errors in policy.";
  bool const names_everyone = std::ranges::all_of(parsed->statements, [](policy::Statement const& statement) {
    return statement.principals.has_value() || statement.not_principals.has_value();
  });
  if (!names_everyone) return "Missing required field Principal";
  return std::nullopt;
}

std::optional<std::string> sentence(std::optional<std::string> const& rest) {
  if (!rest.has_value()) return std::nullopt;
  return "The policy " + *rest;
}

// What AWS says about the text.
std::optional<std::string> fault_of(std::string_view text, PolicyUse use, Partition partition) {
  switch (use) {
    case PolicyUse::kIdentity:
      return policy::identity_policy_fault(text, policy::IdentityPolicy::kManaged, partition);
    case PolicyUse::kInline:
      return policy::identity_policy_fault(text, policy::IdentityPolicy::kInline, partition);
    case PolicyUse::kSession:
      return policy::session_policy_fault(text, partition);
    case PolicyUse::kTrust:
      return trust_fault(text, partition);
    case PolicyUse::kResource:
      return resource_fault(text);
    case PolicyUse::kServiceControl:
      return sentence(policy::service_control_policy_fault(text));
    case PolicyUse::kResourceControl:
      return sentence(policy::resource_control_policy_fault(text));
  }
  return std::nullopt;
}

// AWS does not say which statement it means: it is the first that is refused in the same words by itself.
policy::Position place_of(std::string const& fault, std::string_view text, policy::Document const& document,
                          PolicyUse use, Partition partition) {
  policy::Places const places(text);
  auto const version = document.version == policy::Version::kOf2012 ? "2012-10-17" : "2008-10-17";
  auto const count = std::min(document.statements.size(), kStatementsMax);
  for (std::size_t index = 0; index < count; ++index) {
    auto const alone = fmt::format(R"({{"Version":"{}","Statement":[{}]}})", version, places.text_of(index));
    if (fault_of(alone, use, partition) == fault) return places.of(index);
  }
  return {};
}

// AWS's own sentences end with a full stop or without.
std::string with_detail(std::string_view sentence, std::string_view detail) {
  if (sentence.ends_with('.')) sentence.remove_suffix(1);
  return fmt::format("{}: {}", sentence, detail);
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html and, of organizations,
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
struct Quota {
  std::size_t characters_max;
  Rule const& rule;
};

Quota quota_of(PolicyUse use) {
  switch (use) {
    case PolicyUse::kIdentity:
      return {6144, rules::kIdentityTooLarge};
    case PolicyUse::kInline:
      return {10'240, rules::kIdentityTooLarge};  // of a role; all inline policies of it together
    case PolicyUse::kSession:
      return {2048, rules::kSessionTooLarge};
    case PolicyUse::kTrust:
      return {2048, rules::kTrustTooLarge};
    case PolicyUse::kResource:
      return {kResourcePolicyMax, rules::kResourceTooLarge};
    case PolicyUse::kServiceControl:
      return {10'240, rules::kScpTooLarge};
    case PolicyUse::kResourceControl:
      return {10'240, rules::kRcpTooLarge};
  }
  return {0, rules::kIdentityTooLarge};
}

Rule malformed(AwsCheck check) {
  Rule rule = rules::kMalformed;
  rule.aws = check;
  return rule;
}

void check_size(std::string_view text, PolicyUse use, Findings& findings) {
  auto const size = policy::counted_size(text);
  auto const& [characters_max, rule] = quota_of(use);
  if (size <= characters_max) return;
  findings.tell(rule, {}, fmt::format("it has {} characters, the limit is {}", size, characters_max));
}

}  // namespace

void check_grammar(std::string_view text, PolicyUse use, Findings& findings) {
  auto const parsed = policy::parse(text);
  auto const partition = parsed.has_value() ? partition_of(*parsed) : Partition::kAws;
  auto const fault = fault_of(text, use, partition);
  if (!parsed.has_value()) {
    auto const detail = described(parsed.error());
    auto const rule = malformed(check_of(parsed.error()));
    findings.tell(rule, parsed.error().position, fault.has_value() ? with_detail(*fault, detail) : detail);
  } else if (fault.has_value()) {
    auto const place = place_of(*fault, text, *parsed, use, partition);
    findings.tell(malformed(check_of(*fault, *parsed)), place, *fault);
  } else {
    check_size(text, use, findings);
  }
}

}  // namespace iam::lint
