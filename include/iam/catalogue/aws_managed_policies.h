// The catalogue of the policies that AWS manages, which every account can see and attach. Generated from schema/data,
// and read where it lies in the program: nothing is done at start-up.
#pragma once

#include "iam/base/time.h"
#include "iam/catalogue/packed_texts.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace iam::catalogue {

struct AwsManagedPolicy {
  std::string_view name;
  std::string_view path;
  std::int64_t default_version;  // the only one whose document is known
  std::int64_t created_s;        // since the Unix epoch
  std::int64_t updated_s;
  PackedPlace document;  // in aws_managed_documents()

  Time created_at() const { return Time(std::chrono::seconds(created_s)); }
  Time updated_at() const { return Time(std::chrono::seconds(updated_s)); }
};

// All of them, by name ignoring case; no two names are equal.
std::span<AwsManagedPolicy const> aws_managed_policies();
std::span<PackedBlock const> aws_managed_documents();

// Those whose names do not precede `name`.
std::span<AwsManagedPolicy const> aws_managed_policies_from(std::string_view name);

// By the date of creation, then by name; those that follow the one of that name, or all of them when there is none.
std::span<AwsManagedPolicy const* const> aws_managed_policies_after(std::string_view name);

// Null when there is none of that path and name. Both have a case.
AwsManagedPolicy const* find_aws_managed_policy(std::string_view path, std::string_view name);

// ANPA…, the same in every account and at every start.
std::string unique_id_of(AwsManagedPolicy const& policy);
// Null when there is none of that id. The ids are worked out when the first is asked for.
AwsManagedPolicy const* find_aws_managed_policy_by_id(std::string_view unique_id);

// The document of the default version. Thread-safe; the block it is in is kept for those who read its neighbours.
std::string document_of(AwsManagedPolicy const& policy);

}  // namespace iam::catalogue
