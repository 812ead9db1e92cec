#include "account_answer.h"

#include "iam/base/arn.h"
#include "iam/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

namespace iam::state {
namespace {

constexpr std::string_view kEntityLists[] = {"UserDetailList", "RoleDetailList", "GroupDetailList"};

// Every text below the node that is the ARN of an identity provider: what `Federated` names in trust policies.
void collect_providers(Node const& node, std::set<std::string>& arns) {
  if (node.kind == Node::Kind::kScalar) {
    auto const arn = parse_arn(node.text);
    if (!arn.has_value()) return;
    auto const resource = arn->resource;
    if (resource.starts_with("saml-provider/") || resource.starts_with("oidc-provider/")) arns.insert(node.text);
  }
  for (auto const& item : node.items) collect_providers(item, arns);
  for (auto const& member : node.members) collect_providers(member.value, arns);
}

std::set<std::string> trusted_providers(Node const& document) {
  std::set<std::string> arns;
  auto const* const roles = document.find("RoleDetailList");
  if (roles == nullptr) return arns;
  for (auto const& role : roles->items) {
    if (auto const* trust = role.find("AssumeRolePolicyDocument")) collect_providers(*trust, arns);
  }
  return arns;
}

std::size_t users_with_used_passwords(Node const& document) {
  auto const* const users = document.find("UserDetailList");
  if (users == nullptr) return 0;
  return static_cast<std::size_t>(
      std::ranges::count_if(users->items, [](Node const& user) { return user.find("PasswordLastUsed") != nullptr; }));
}

}  // namespace

bool is_account_answer(Node const& document) {
  return std::ranges::any_of(kEntityLists, [&](std::string_view list) { return document.find(list) != nullptr; });
}

std::optional<AccountId> account_of_answer(Node const& document) {
  for (std::string_view const list : {"UserDetailList", "RoleDetailList", "GroupDetailList", "Policies"}) {
    auto const* const found = document.find(list);
    if (found == nullptr) continue;
    for (auto const& item : found->items) {
      auto const* const arn = item.find("Arn");
      auto const parsed = arn == nullptr ? std::nullopt : parse_iam_arn(arn->text);
      if (parsed.has_value()) return parsed->account;
    }
  }
  return std::nullopt;
}

void refuse_half(Node const& document, Mistakes& mistakes) {
  auto const* const truncated = document.find("IsTruncated");
  if (truncated != nullptr && truncated->text == "true") {
    mistakes.add(truncated->line,
                 "the answer is one page of several: ask for all of them, or put their lists together");
  }
}

void note_what_it_does_not_say(Node const& document, std::vector<std::string>& notes) {
  notes.emplace_back(
      "access keys, login profiles, MFA devices, SSH public keys, signing certificates and service-specific "
      "credentials are not part of the answer: users have none");
  if (auto const count = users_with_used_passwords(document); count > 0) {
    notes.push_back(fmt::format("{} users have used a password, and have no login profile here", count));
  }
  for (auto const& provider : trusted_providers(document)) {
    notes.push_back(
        fmt::format("a role trusts {}, which is not part of the answer: there is no such provider", provider));
  }
  notes.emplace_back(
      "identity providers, server certificates, instance profiles without a role, the account's alias and its "
      "password policy are not part of the answer");
  notes.emplace_back(
      "descriptions, the tags of policies and roles' MaxSessionDuration (3600 seconds here) are not part of the "
      "answer");
}

}  // namespace iam::state
