// The catalogue of the policies that AWS manages, which every account can see and attach. Generated from schema/data,
// and carried compressed: nothing is done at start-up. Thread-safe; what is answered lives for ever.
#pragma once

#include "iam/base/time.h"
#include "iam/catalogue/packed_texts.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace iam::catalogue {

struct AwsManagedPolicy {
  std::string_view name;
  std::string_view path;
  std::string_view public_id;  // empty where AWS's own is not known, see unique_id_of()
  std::int64_t default_version;
  std::int64_t created_s;  // since the Unix epoch
  std::int64_t updated_s;
  PackedPlace text;

  Time created_at() const { return Time(std::chrono::seconds(created_s)); }
  Time updated_at() const { return Time(std::chrono::seconds(updated_s)); }
};

// All of them, by name ignoring case; no two names are equal.
std::span<AwsManagedPolicy const> aws_managed_policies();

// Those whose names do not precede `name`.
std::span<AwsManagedPolicy const> aws_managed_policies_from(std::string_view name);

// By the date of creation, then by name; those that follow the one of that name, or all of them when there is none.
std::span<AwsManagedPolicy const* const> aws_managed_policies_after(std::string_view name);

// Null when there is none of that path and name. Both have a case.
AwsManagedPolicy const* find_aws_managed_policy(std::string_view path, std::string_view name);

// ANPA…, the same in every account and at every start: AWS's where it is public, otherwise one of ours.
std::string unique_id_of(AwsManagedPolicy const& policy);
// Null when there is none of that id. The ids are worked out when the first is asked for.
AwsManagedPolicy const* find_aws_managed_policy_by_id(std::string_view unique_id);

// Empty where it is not public.
std::string_view description_of(AwsManagedPolicy const& policy);

// The document of the default version.
std::string_view document_of(AwsManagedPolicy const& policy);

struct AwsPolicyVersion {
  std::int64_t number;
  std::int64_t created_s;  // where it is not public, that of the next version that has one

  Time created_at() const { return Time(std::chrono::seconds(created_s)); }
};

// Those that are public, the default one first, then the newest first.
std::vector<AwsPolicyVersion> versions_of(AwsManagedPolicy const& policy);
// Nothing when that version is not public.
std::optional<std::string> document_of(AwsManagedPolicy const& policy, std::int64_t version);

}  // namespace iam::catalogue
