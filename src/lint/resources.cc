// Which resources the actions of a statement can act on.
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
#include "arns.h"
#include "globs.h"
#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace iam::lint {
namespace {

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

// The entries that are no ARN of anything. What they should have been nobody can say.
std::vector<bool> tell_malformed(Subject const& subject, Examined const& examined, std::string_view element,
                                 std::vector<std::string> const& resources, Findings& findings) {
  std::vector<bool> is_malformed(resources.size());
  for (std::size_t item = 0; item < std::min(resources.size(), kItemsMax); ++item) {
    auto fault = arn_fault(resources[item]);
    if (!fault.has_value()) continue;
    is_malformed[item] = true;
    findings.tell(fault->rule, subject.places.of(examined.index, element, item), std::move(fault->message));
  }
  return is_malformed;
}

// What a service lets its resources' policies and control policies say.
bool is_of_resources(PolicyUse use) { return use == PolicyUse::kResource || use == PolicyUse::kResourceControl; }

void check_types(Subject const& subject, Examined const& examined, std::vector<bool> is_used, Findings& findings) {
  auto const& resources = *examined.statement.resources;
  bool const is_of_resource = is_of_resources(subject.use);
  bool const has_malformed = std::ranges::find(is_used, true) != is_used.end();
  for (auto const& named : examined.actions) {
    ActedOn const acted_on(named);
    bool acts = has_malformed;
    for (std::size_t item = 0; item < resources.size(); ++item) {
      if (!acted_on.may_include(resources[item])) continue;
      acts = true;
      is_used[item] = true;
    }
    if (acts) continue;
    findings.tell(
        is_of_resource ? rules::kUnsupportedAction : rules::kResourceOfOtherAction,
        subject.places.of(examined.index, "Action", named.item),
        acted_on.types.empty()
            ? fmt::format("'{}' acts on no single resource: it needs the Resource \"*\"", named.pattern)
            : fmt::format("'{}' acts on {}, which no Resource of the statement is", named.pattern, acted_on.names()));
  }
  // When no action has its resource, that has been said.
  if (std::ranges::find(is_used, true) == is_used.end()) return;
  for (std::size_t item = 0; item < resources.size(); ++item) {
    if (is_used[item]) continue;
    findings.tell(is_of_resource ? rules::kUnsupportedResource : rules::kResourceWithoutAction,
                  subject.places.of(examined.index, "Resource", item),
                  fmt::format("no action of the statement acts on '{}'", resources[item]));
  }
}

}  // namespace

void check_resources(Subject const& subject, Examined const& examined, Findings& findings) {
  auto const& statement = examined.statement;
  if (statement.not_resources.has_value()) {
    tell_malformed(subject, examined, "NotResource", *statement.not_resources, findings);
  }
  if (!statement.resources.has_value()) return;
  auto const is_malformed = tell_malformed(subject, examined, "Resource", *statement.resources, findings);
  if (!examined.knows_all_actions() || statement.resources->size() > kItemsMax) return;
  check_types(subject, examined, is_malformed, findings);
}

}  // namespace iam::lint
