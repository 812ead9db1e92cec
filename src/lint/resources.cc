// Which resources the actions of a statement can act on.
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
#include "globs.h"
#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace iam::lint {
namespace {

// Places in templates of ARNs whose values have neither a colon nor a slash. All others may have.
constexpr std::array<std::string_view, 4> kSegments{"Partition", "Region", "Account", "BucketName"};

// arn:${Partition}:s3:::${BucketName}/${ObjectName} as a pattern.
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

bool is_any(std::string_view resource) { return resource.find_first_not_of('*') == std::string_view::npos; }

// Fields that an ARN leaves out are wildcards.
bool is_whole_arn(std::string_view resource) { return std::ranges::count(resource, ':') >= 5; }

bool may_be(std::string_view resource, catalogue::ResourceType const& type) {
  return is_any(resource) || !is_whole_arn(resource) ||
         overlaps(as_pattern(type.arn_template), without_variables(resource));
}

// What the actions of one entry act on.
struct ActedOn {
  explicit ActedOn(NamedActions const& named) : service(named.service) {
    for (auto const* action : named.actions) {
      types.insert(action->resource_types.begin(), action->resource_types.end());
      has_everything = has_everything || action->resource_types.empty();
    }
  }

  bool may_include(std::string_view resource) const {
    return (has_everything && (is_any(resource) || is_all_of_service(resource))) ||
           std::ranges::any_of(types, [&](catalogue::ResourceType const* type) { return may_be(resource, *type); });
  }

  // Many actions without resources of their own are authorized on all of their service: s3:ListAllMyBuckets on
  // arn:aws:s3:::*, iam:ListRoles on arn:aws:iam::123456789012:role/*.
  bool is_all_of_service(std::string_view resource) const {
    auto const arn = parse_arn(resource);
    return arn.has_value() && equals_ignoring_case(arn->service, service->name.prefix) && resource.ends_with('*');
  }

  std::string names() const {
    std::set<std::string_view> sorted;
    for (auto const* type : types) sorted.insert(type->name);
    return fmt::format("{}", fmt::join(sorted, ", "));
  }

  catalogue::Service const* service;
  std::set<catalogue::ResourceType const*> types;
  bool has_everything = false;  // an action without types, which acts on everything at once
};

}  // namespace

void check_resources(Subject const& subject, Examined const& examined, Findings& findings) {
  auto const& resources = examined.statement.resources;
  if (!resources.has_value() || !examined.knows_all_actions() || resources->size() > kItemsMax) return;

  std::vector<bool> is_used(resources->size());
  for (auto const& named : examined.actions) {
    ActedOn const acted_on(named);
    bool acts = false;
    for (std::size_t item = 0; item < resources->size(); ++item) {
      if (!acted_on.may_include((*resources)[item])) continue;
      acts = true;
      is_used[item] = true;
    }
    if (acts) continue;
    findings.warn(
        "resource-of-other-action", subject.places.of(examined.index, "Action", named.item),
        acted_on.types.empty()
            ? fmt::format("'{}' acts on no single resource: it needs the Resource \"*\"", named.pattern)
            : fmt::format("'{}' acts on {}, which no Resource of the statement is", named.pattern, acted_on.names()));
  }
  // When no action has its resource, that has been said.
  if (std::ranges::none_of(is_used, [](bool used) { return used; })) return;
  for (std::size_t item = 0; item < resources->size(); ++item) {
    if (is_used[item]) continue;
    findings.warn("resource-without-action", subject.places.of(examined.index, "Resource", item),
                  fmt::format("no action of the statement acts on '{}'", (*resources)[item]));
  }
}

}  // namespace iam::lint
