#include "sts/session_contents.h"

#include "errors/sts.h"
#include "iam/authorization/managed_policies.h"
#include "iam/authorization/policy_arn.h"
#include "iam/base/text.h"
#include "iam/call/errors.h"
#include "iam/policy/grammar.h"

#include <algorithm>
#include <set>

namespace iam::service {
namespace {

// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
constexpr std::size_t kSessionPoliciesMax = 10;
constexpr std::string_view kReservedPrefix = "aws:";

bool has_key(std::vector<store::Tag> const& tags, std::string_view key) {
  return std::ranges::any_of(tags, [&](auto const& tag) { return equals_ignoring_case(tag.key, key); });
}

bool has_key(std::vector<std::string> const& keys, std::string_view key) {
  return std::ranges::any_of(keys, [&](auto const& each) { return equals_ignoring_case(each, key); });
}

bool is_reserved(store::Tag const& tag) {
  return equals_ignoring_case(std::string_view(tag.key).substr(0, kReservedPrefix.size()), kReservedPrefix);
}

}  // namespace

// Managed policies are those of the session's account, whoever asks for it. That an unknown one is refused in these
// words is not confirmed.
Result<SessionPolicies> checked_policies(Call& call, AccountId account, std::optional<std::string> const& document,
                                         std::optional<std::vector<api::sts::PolicyDescriptorType>> const& arns) {
  SessionPolicies policies;
  if (arns && arns->size() > kSessionPoliciesMax) return fail(errors::too_many_session_policies());
  if (document) {
    if (auto fault = policy::session_policy_fault(*document, call.caller.partition)) {
      return fail(errors::malformed_policy_document(*std::move(fault)));
    }
    policies.document = document;
  }
  if (!arns) return policies;
  auto const owner = Caller::root(account, call.caller.partition, "");
  auto theirs = call.as(owner);
  for (auto const& descriptor : *arns) {
    auto const arn = descriptor.arn.value_or("");
    if (!check_policy_arn(theirs, arn) || !find_attachable_policy(theirs, arn)) return fail(errors::invalid_text(arn));
    policies.arns.push_back(arn);
  }
  return policies;
}

std::vector<store::Tag> to_session_tags(std::optional<std::vector<api::sts::Tag>> const& tags) {
  std::vector<store::Tag> session_tags;
  if (tags) {
    for (auto const& [key, value] : *tags) session_tags.push_back({key, value});
  }
  return session_tags;
}

bool has_duplicate_keys(std::vector<store::Tag> const& tags) {
  std::set<std::string> seen;
  return !std::ranges::all_of(tags, [&](auto const& tag) { return seen.insert(to_lower_ascii(tag.key)).second; });
}

Result<SessionTags> checked_tags(SessionTags requested, SessionContext const* from) {
  if (has_duplicate_keys(requested.tags)) return fail(errors::duplicate_session_tags());
  if (std::ranges::any_of(requested.tags, is_reserved)) return fail(errors::reserved_session_tag());
  auto const is_requested = [&](std::string const& key) { return has_key(requested.tags, key); };
  if (!std::ranges::all_of(requested.transitive_keys, is_requested)) return fail(errors::transitive_key_is_no_tag());
  if (from == nullptr) return requested;
  if (std::ranges::any_of(from->transitive_tag_keys, is_requested)) return fail(errors::transitive_key_conflict());
  for (auto const& tag : from->tags) {
    if (has_key(from->transitive_tag_keys, tag.key)) requested.tags.push_back(tag);
  }
  requested.transitive_keys.insert(requested.transitive_keys.end(), from->transitive_tag_keys.begin(),
                                   from->transitive_tag_keys.end());
  return requested;
}

}  // namespace iam::service
