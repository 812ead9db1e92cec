#include "simulation/policy_exclusions.h"

#include "errors/simulation.h"
#include "iam/base/arn.h"
#include "iam/base/text.h"

#include <algorithm>
#include <string>

namespace iam::service {
namespace {

bool matches_units(std::string_view pattern, std::string_view text) {
  return std::ranges::equal(pattern, text, [](char wanted, char found) { return wanted == '?' || wanted == found; });
}

// With any number of `?` and at most one `*`.
bool matches(std::string_view pattern, std::string_view text) {
  auto const star = pattern.find('*');
  if (star == std::string_view::npos) return matches_units(pattern, text);
  auto const tail = pattern.substr(star + 1);
  if (text.size() < star + tail.size()) return false;
  return matches_units(pattern.substr(0, star), text.substr(0, star)) &&
         matches_units(tail, text.substr(text.size() - tail.size()));
}

// AWS was seen to check this pattern, which no model has.
constexpr std::string_view kNameText = R"(regular expression pattern: .*[\w+=,.@-]+.*)";

bool has_name_character(std::string_view text) {
  constexpr std::string_view kPunctuation = "_+=,.@-";
  return std::ranges::any_of(
      text, [&](char c) { return is_alphanumeric(c) || kPunctuation.find(c) != std::string_view::npos; });
}

bool has_several_wildcards(std::string_view pattern) { return std::ranges::count(pattern, '*') > 1; }

Status check_inline(api::InlinePolicyIdentifierType const& identifier, std::size_t number) {
  auto const invalid = [&](std::string_view member, std::string_view name) {
    auto const path = std::string("inlinePolicyIdentifier.").append(member);
    return fail(errors::invalid_policy_identifier(number, path, name, kNameText));
  };
  if (!has_name_character(identifier.policy_name)) return invalid("policyName", identifier.policy_name);
  if (!has_name_character(identifier.attachment_name)) return invalid("attachmentName", identifier.attachment_name);
  bool const is_one_policy = identifier.policy_name.find_first_of("*?") == std::string::npos;
  if (!is_one_policy || has_several_wildcards(identifier.attachment_name)) {
    return fail(errors::invalid_inline_exclusion());
  }
  return {};
}

Status check(api::PolicyIdentifier const& identifier, std::size_t number) {
  bool const named[] = {identifier.policy_type.has_value(), identifier.policy_arn.has_value(),
                        identifier.inline_policy_identifier.has_value()};
  if (std::ranges::count(named, true) != 1) return fail(errors::ambiguous_policy_identifier());
  if (identifier.policy_arn && has_several_wildcards(*identifier.policy_arn)) {
    return fail(errors::invalid_policy_pattern(*identifier.policy_arn));
  }
  if (identifier.policy_arn) return {};
  if (identifier.inline_policy_identifier) return check_inline(*identifier.inline_policy_identifier, number);
  return {};
}

bool is_aws_managed(std::string_view arn) {
  auto const parts = parse_arn(arn);
  return parts.has_value() && parts->account == kAwsOwner;
}

// AWS was seen to compare with the ARN that the policy would have without a path.
std::string pathless(std::string_view arn, std::string_view name) {
  auto const kind = arn.substr(0, arn.find('/') + 1);
  return std::string(kind).append(name);
}

bool is_of_type(HeldPolicy const& policy, std::string_view type) {
  if (!policy.arn) return type == "inline";
  return type == (is_aws_managed(*policy.arn) ? "aws-managed" : "user-managed");
}

bool is_inline(HeldPolicy const& policy, api::InlinePolicyIdentifierType const& identifier) {
  return !policy.arn && policy.name == identifier.policy_name &&
         equals_ignoring_case(policy.holder.type, identifier.attachment_type) &&
         matches(identifier.attachment_name, policy.holder.name);
}

bool names(api::PolicyIdentifier const& identifier, HeldPolicy const& policy) {
  if (identifier.policy_type) return is_of_type(policy, *identifier.policy_type);
  if (identifier.policy_arn) return policy.arn && matches(*identifier.policy_arn, pathless(*policy.arn, policy.name));
  return is_inline(policy, *identifier.inline_policy_identifier);
}

}  // namespace

Result<PolicyExclusions> PolicyExclusions::make(std::optional<std::vector<api::PolicyIdentifier>> const& identifiers) {
  PolicyExclusions exclusions;
  if (!identifiers) return exclusions;
  for (std::size_t i = 0; i < identifiers->size(); ++i) {
    if (auto sound = check((*identifiers)[i], i + 1); !sound) return fail(std::move(sound.error()));
  }
  exclusions.identifiers_ = *identifiers;
  return exclusions;
}

bool PolicyExclusions::exclude(HeldPolicy const& policy) const {
  return std::ranges::any_of(identifiers_, [&](auto const& identifier) { return names(identifier, policy); });
}

bool PolicyExclusions::excludes_type(std::string_view type) const {
  return std::ranges::any_of(identifiers_, [&](auto const& identifier) { return identifier.policy_type == type; });
}

}  // namespace iam::service
