#include "arns.h"

#include "globs.h"
#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "iam/catalogue/services.h"
#include "regions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace iam::lint {
namespace {

using Fault = std::optional<ArnFault>;

// Places in templates of ARNs whose values have neither a colon nor a slash. All others may have.
constexpr std::array<std::string_view, 4> kSegments{"Partition", "Region", "Account", "BucketName"};

constexpr std::size_t kAccountDigits = 12;
// Of ARNs that AWS owns in all accounts.
constexpr std::string_view kOwners[] = {kAwsOwner, "aws-marketplace", "aws-managed"};

// Wildcards and variables may become anything.
bool is_open(std::string_view text) { return text.find_first_of("*?$") != std::string_view::npos; }

bool is_account(std::string_view text) {
  bool const is_id = text.size() == kAccountDigits && std::ranges::all_of(text, is_digit);
  return is_id || std::ranges::find(kOwners, text) != std::end(kOwners);
}

Fault prefix_fault(std::string_view resource) {
  auto const prefix = resource.substr(0, resource.find(':'));
  if (prefix == "arn" || is_open(prefix)) return std::nullopt;
  return ArnFault{rules::kArnPrefix, fmt::format("'{}' does not begin with arn:", resource)};
}

Fault field_fault(std::string_view resource) {
  constexpr std::ptrdiff_t kColons = 5;
  if (is_open(resource) || std::ranges::count(resource, ':') >= kColons) return std::nullopt;
  return ArnFault{rules::kArnField, fmt::format("'{}' is not arn:partition:service:region:account:resource", resource)};
}

Fault spelling_fault(ArnParts const& arn) {
  if (std::ranges::any_of(arn.service, is_upper)) {
    return ArnFault{rules::kArnServiceCase, fmt::format("the service '{}' is written in small letters", arn.service)};
  }
  if (!arn.region.empty() && !is_open(arn.region) && !is_region(arn.region)) {
    return ArnFault{rules::kArnRegion, fmt::format("there is no Region '{}'", arn.region)};
  }
  if (!arn.account.empty() && !is_open(arn.account) && !is_account(arn.account)) {
    return ArnFault{rules::kArnAccount, fmt::format("'{}' is no account: those have 12 digits", arn.account)};
  }
  return std::nullopt;
}

// The types of the service's resources that are called so.
std::vector<ArnParts> types_of(ArnParts const& arn) {
  std::vector<ArnParts> types;
  auto const* service = catalogue::find(arn.service);
  if (service == nullptr) return types;
  auto const resource = without_variables(arn.resource);
  for (auto const& type : service->resource_types) {
    auto const known = parse_arn(type.arn_template);
    if (known.has_value() && overlaps(as_pattern(known->resource), resource)) types.push_back(*known);
  }
  return types;
}

// A field that all of the types leave empty, or none of them.
template <class Field>
bool each_is_empty(std::vector<ArnParts> const& types, Field field) {
  return std::ranges::all_of(types, [&](ArnParts const& type) { return (type.*field).empty(); });
}

template <class Field>
bool none_is_empty(std::vector<ArnParts> const& types, Field field) {
  return std::ranges::none_of(types, [&](ArnParts const& type) { return (type.*field).empty(); });
}

Fault type_fault(ArnParts const& arn, std::string_view resource) {
  auto const types = types_of(arn);
  if (types.empty()) return std::nullopt;
  if (!arn.region.empty() && !is_open(arn.region) && each_is_empty(types, &ArnParts::region)) {
    return ArnFault{rules::kArnRegionNotAllowed, fmt::format("the ARN '{}' has no Region", resource)};
  }
  if (!arn.account.empty() && !is_open(arn.account) && each_is_empty(types, &ArnParts::account)) {
    return ArnFault{rules::kArnAccountNotAllowed, fmt::format("the ARN '{}' has no account", resource)};
  }
  // AWS's own documents and keys have no account: of one that is missing nothing can be said.
  if (arn.region.empty() && none_is_empty(types, &ArnParts::region)) {
    return ArnFault{rules::kArnRegionMissing, fmt::format("the ARN '{}' needs a Region, or * in its place", resource)};
  }
  return std::nullopt;
}

}  // namespace

std::string as_pattern(std::string_view arn_template) {
  std::string pattern;
  while (!arn_template.empty()) {
    auto const end = arn_template.find('}');
    if (!arn_template.starts_with("${") || end == std::string_view::npos) {
      pattern += arn_template.front();
      arn_template.remove_prefix(1);
      continue;
    }
    bool const is_segment = std::ranges::find(kSegments, arn_template.substr(2, end - 2)) != kSegments.end();
    pattern += is_segment ? kAnySegment : '*';
    arn_template.remove_prefix(end + 1);
  }
  return pattern;
}

Fault arn_fault(std::string_view resource) {
  if (auto fault = prefix_fault(resource)) return fault;
  if (auto fault = field_fault(resource)) return fault;
  auto const arn = parse_arn(resource);
  if (!arn.has_value() || is_open(arn->service)) return std::nullopt;
  if (auto fault = spelling_fault(*arn)) return fault;
  return type_fault(*arn, resource);
}

}  // namespace iam::lint
