#include "iam/catalogue/aws_managed_policies.h"

#include "aws_managed_table.h"
#include "iam/base/hash.h"
#include "iam/base/ids.h"
#include "iam/base/text.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>

namespace iam::catalogue {
namespace {

// Our own ids. Like the older of AWS's, these go on with a letter below Q, so that no account is read out of them.
constexpr std::string_view kIdBeginning = "ANPAI";
constexpr std::string_view kIdLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

// The number before the next separator, which is passed by.
template <class Number>
Number take_number(std::string_view& text, char separator) {
  auto const digits = take_until(text, separator);
  Number number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

std::string_view take_bytes(std::string_view& text, std::size_t size) {
  auto const taken = text.substr(0, size);
  text.remove_prefix(taken.size());
  return taken;
}

std::vector<AwsManagedPolicy> read_index() {
  static PackedTexts index(aws_managed_index());
  std::vector<AwsManagedPolicy> policies;
  for (auto rows = index.at(aws_managed_index_place()); !rows.empty();) {
    auto row = take_until(rows, '\n');
    auto& policy = policies.emplace_back();
    policy.name = take_until(row, '\t');
    policy.path = take_until(row, '\t');
    policy.public_id = take_until(row, '\t');
    policy.default_version = take_number<std::int64_t>(row, '\t');
    policy.created_s = take_number<std::int64_t>(row, '\t');
    policy.updated_s = take_number<std::int64_t>(row, '\t');
    policy.text.block = take_number<std::uint32_t>(row, '\t');
    policy.text.offset = take_number<std::uint32_t>(row, '\t');
    policy.text.size = take_number<std::uint32_t>(row, '\t');
  }
  return policies;
}

// What the text of a policy says, in the order it stands there.
struct PolicyText {
  std::string_view description;
  std::string_view document;
  std::string_view older_versions;
};

PolicyText text_of(AwsManagedPolicy const& policy) {
  static PackedTexts texts(aws_managed_texts());
  auto text = texts.at(policy.text);
  PolicyText parts;
  parts.description = take_until(text, '\n');
  parts.document = take_until(text, '\n');
  parts.older_versions = text;
  return parts;
}

struct OlderVersion {
  AwsPolicyVersion version;
  std::string_view changes;  // in the document of the version after it
};

OlderVersion take_version(std::string_view& text) {
  OlderVersion older{};
  older.version.number = take_number<std::int64_t>(text, '\t');
  older.version.created_s = take_number<std::int64_t>(text, '\t');
  auto const size = take_number<std::size_t>(text, '\n');
  older.changes = take_bytes(text, size);
  return older;
}

std::string changed(std::string_view document, std::string_view changes) {
  std::string result;
  result.reserve(document.size() + changes.size());
  while (!changes.empty()) {
    auto const kept = take_number<std::size_t>(changes, '\t');
    auto const left_out = take_number<std::size_t>(changes, '\t');
    auto const put = take_number<std::size_t>(changes, '\t');
    result.append(take_bytes(document, kept)).append(take_bytes(changes, put));
    take_bytes(document, left_out);
  }
  return result.append(document);
}

}  // namespace

std::span<AwsManagedPolicy const> aws_managed_policies() {
  static auto const policies = read_index();
  return policies;
}

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
  if (!policy.public_id.empty()) return std::string(policy.public_id);
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

std::string_view description_of(AwsManagedPolicy const& policy) { return text_of(policy).description; }

std::string_view document_of(AwsManagedPolicy const& policy) { return text_of(policy).document; }

std::vector<AwsPolicyVersion> versions_of(AwsManagedPolicy const& policy) {
  std::vector<AwsPolicyVersion> versions{{policy.default_version, policy.updated_s}};
  for (auto older = text_of(policy).older_versions; !older.empty();) versions.push_back(take_version(older).version);
  return versions;
}

std::optional<std::string> document_of(AwsManagedPolicy const& policy, std::int64_t version) {
  auto const text = text_of(policy);
  if (version == policy.default_version) return std::string(text.document);
  std::string document(text.document);
  for (auto rest = text.older_versions; !rest.empty();) {
    auto const older = take_version(rest);
    document = changed(document, older.changes);
    if (older.version.number == version) return document;
  }
  return std::nullopt;
}

}  // namespace iam::catalogue
