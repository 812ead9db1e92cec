// aws:ResourceTag in statements about services whose resources have no tags: requests for them never have the key.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
#include "iam/base/text.h"
#include "rules.h"
#include "vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace iam::lint {
namespace {

constexpr std::string_view kResourceTag = "aws:ResourceTag/";

bool is_resource_tag(std::string_view key) {
  return equals_ignoring_case(key.substr(0, kResourceTag.size()), kResourceTag);
}

bool knows_resource_tags(catalogue::Service const& service) {
  return std::ranges::any_of(service.condition_keys,
                             [](catalogue::ConditionKey const& key) { return is_resource_tag(key.name); });
}

// Of the services that the statement names.
std::set<std::string_view> services_without_tags(Examined const& examined) {
  std::set<std::string_view> prefixes;
  for (auto const& named : examined.actions) {
    if (named.service != nullptr && !knows_resource_tags(*named.service)) prefixes.insert(named.service->name.prefix);
  }
  return prefixes;
}

}  // namespace

void check_tag_keys(Subject const& subject, Examined const& examined, Findings& findings) {
  auto const& statement = examined.statement;
  auto const condition = std::ranges::find_if(statement.conditions,
                                              [](policy::Condition const& each) { return is_resource_tag(each.key); });
  if (condition == statement.conditions.end()) return;
  auto const place = subject.places.of(examined.index, *condition);
  bool const is_allow = statement.effect == policy::Effect::kAllow;
  if (statement.not_actions.has_value()) {
    return findings.tell(is_allow ? rules::kAllowOthersByTag : rules::kDenyOthersByTag, place,
                         fmt::format("some of the other actions never have '{}': name the actions", condition->key));
  }
  for (auto const prefix : services_without_tags(examined)) {
    findings.tell(is_allow ? rules::kAllowByTag : rules::kDenyByTag, place,
                  fmt::format("no request for {} has '{}': the statement does not {} them", prefix, condition->key,
                              is_allow ? "allow" : "deny"));
  }
}

}  // namespace iam::lint
