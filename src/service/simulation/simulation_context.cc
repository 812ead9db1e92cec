#include "simulation/simulation_context.h"

#include "errors/simulation.h"
#include "iam/base/arn.h"
#include "iam/policy/context_value.h"

#include <string>
#include <string_view>
#include <utility>

namespace iam::service {
namespace {

constexpr std::string_view kListSuffix = "List";

// Seen in place of a user id when no caller is simulated.
constexpr std::string_view kNobody = "STUB_PRINCIPAL_FOR_POLICY_SIMULATOR";

struct KnownType {
  std::string_view name;  // of one value
  policy::ValueType type;
  std::string_view format;  // as messages call it; empty: any text will do
};

constexpr KnownType kTypes[] = {
    {"string", policy::ValueType::kText, ""},
    {"numeric", policy::ValueType::kNumber, "numeric format"},
    {"boolean", policy::ValueType::kTruth, ""},
    {"ip", policy::ValueType::kAddress, "IP address"},
    {"binary", policy::ValueType::kBytes, "base-64 encoded binary format"},
    {"date", policy::ValueType::kDate, "DateTime format"},
};

// REQUIRES: `name` is one of the enumeration's.
KnownType const& type_called(std::string_view name) {
  for (auto const& type : kTypes) {
    if (name.starts_with(type.name)) return type;
  }
  return kTypes[0];
}

// An entry without any member is nothing to AWS.
bool is_empty(api::ContextEntry const& entry) {
  return !entry.context_key_name && !entry.context_key_type && !entry.context_key_values;
}

Status add_entry(api::ContextEntry const& entry, policy::Context& context) {
  if (!entry.context_key_name) return fail(errors::nameless_context_key());
  auto const& key = *entry.context_key_name;
  if (context.find(key) != nullptr) return fail(errors::duplicate_context_key(key));
  if (!entry.context_key_type) return fail(errors::untyped_context_key(key));
  if (!entry.context_key_values || entry.context_key_values->empty()) return fail(errors::no_context_values(key));

  bool const is_list = entry.context_key_type->ends_with(kListSuffix);
  auto values = *entry.context_key_values;
  if (!is_list && values.size() != 1) {
    return fail(errors::too_many_context_values(*entry.context_key_type, values.size()));
  }
  auto const& type = type_called(*entry.context_key_type);
  for (auto& value : values) {
    auto canonical = policy::canonical_value(type.type, value);
    if (!canonical) return fail(errors::invalid_context_value(key, type.format));
    value = *std::move(canonical);
  }
  auto const kind = is_list ? policy::ContextEntry::Kind::kList : policy::ContextEntry::Kind::kSingle;
  context.add({key, kind, std::move(values)});
  return {};
}

}  // namespace

Result<policy::Context> supplied_context(std::optional<std::vector<api::ContextEntry>> const& entries) {
  policy::Context context;
  if (!entries) return context;
  for (auto const& entry : *entries) {
    if (is_empty(entry)) continue;
    if (auto added = add_entry(entry, context); !added) return fail(std::move(added.error()));
  }
  return context;
}

void add_default_keys(policy::Requester const& requester, AccountId account, policy::Context& context) {
  auto const add = [&](std::string_view key, std::string_view value) {
    if (context.find(key) == nullptr) context.set(key, std::string(value));
  };
  auto const& arn = requester.principal_arn;
  add("aws:PrincipalAccount", requester.account.value_or(account).text());
  add("aws:userid", arn.empty() ? kNobody : std::string_view(arn));
  if (arn.empty()) return;
  add("aws:PrincipalArn", arn);
  auto const named = parse_iam_arn(arn);
  if (named.has_value() && named->kind == "user") add("aws:username", named->name);
}

}  // namespace iam::service
