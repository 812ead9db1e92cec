#include "iam/catalogue/aws_managed_policies.h"

#include "iam/base/hash.h"
#include "iam/base/ids.h"
#include "iam/base/text.h"

#include <algorithm>
#include <functional>
#include <map>
#include <vector>

namespace iam::catalogue {
namespace {

// AWS's own ids are not published. Like the older of them, these go on with a letter below Q, so that no account is
// read out of them.
constexpr std::string_view kIdBeginning = "ANPAI";
constexpr std::string_view kIdLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

PackedTexts& documents() {
  static PackedTexts texts(aws_managed_documents());
  return texts;
}

}  // namespace

std::span<AwsManagedPolicy const> aws_managed_policies_from(std::string_view name) {
  auto const policies = aws_managed_policies();
  auto const first = std::ranges::lower_bound(policies, name, precedes_ignoring_case, &AwsManagedPolicy::name);
  return {first, policies.end()};
}

std::span<AwsManagedPolicy const* const> aws_managed_policies_after(std::string_view name) {
  static auto const policies_by_date = [] {
    std::vector<AwsManagedPolicy const*> by_date;
    for (auto const& policy : aws_managed_policies()) by_date.push_back(&policy);
    std::ranges::stable_sort(by_date, {}, &AwsManagedPolicy::created_s);
    return by_date;
  }();
  std::span<AwsManagedPolicy const* const> const all = policies_by_date;
  auto const found = std::ranges::find(all, name, &AwsManagedPolicy::name);
  return found == all.end() ? all : std::span(found + 1, all.end());
}

AwsManagedPolicy const* find_aws_managed_policy(std::string_view path, std::string_view name) {
  auto const policies = aws_managed_policies_from(name);
  bool const found = !policies.empty() && policies.front().name == name && policies.front().path == path;
  return found ? &policies.front() : nullptr;
}

std::string unique_id_of(AwsManagedPolicy const& policy) {
  std::string id(kIdBeginning);
  for (unsigned char const byte : sha256(policy.name).substr(0, kUniqueIdLength - id.size())) {
    id += kIdLetters[byte % kIdLetters.size()];
  }
  return id;
}

AwsManagedPolicy const* find_aws_managed_policy_by_id(std::string_view unique_id) {
  static auto const policies_by_id = [] {
    std::map<std::string, AwsManagedPolicy const*, std::less<>> by_id;
    for (auto const& policy : aws_managed_policies()) by_id.emplace(unique_id_of(policy), &policy);
    return by_id;
  }();
  auto const found = policies_by_id.find(unique_id);
  return found == policies_by_id.end() ? nullptr : found->second;
}

std::string document_of(AwsManagedPolicy const& policy) { return documents().at(policy.document); }

}  // namespace iam::catalogue
