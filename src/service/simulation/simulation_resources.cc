#include "simulation/simulation_resources.h"

#include "errors/simulation.h"
#include "iam/base/arn.h"
#include "iam/catalogue/services.h"

#include <algorithm>
#include <utility>

namespace iam::service {
namespace {

constexpr std::string_view kAllResources = "*";
constexpr std::string_view kPlaceholderBegin = "${";
constexpr std::string_view kPartition = "${Partition}";

// Templates that answers were seen to show. Their placeholders are not those of the service authorization reference.
constexpr std::pair<std::string_view, std::string_view> kSeenTemplates[] = {
    {"ec2", "arn:${Partition}:ec2:${Region}:${Account}:${ResourceType}/${ResourcePath}"},
    {"iam", "arn:${Partition}:iam::${Account}:${ResourceType}/${ResourceName}"},
    {"kms", "arn:${Partition}:kms:${Region}:${Account}:${ResourceType}/${Id}"},
    {"lambda", "arn:${Partition}:lambda:${Region}:${Account}:${ResourceType}:${ResourceId}"},
    {"s3", "arn:${Partition}:s3:::${BucketName}/${KeyName}"},
    {"sqs", "arn:${Partition}:sqs:${Region}:${Account}:${QueueName}"},
    {"sts", "arn:${Partition}:iam::${Account}:${RelativeId}"},
};

constexpr std::string_view kRunInstances = "ec2:RunInstances";
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html; those of EC2-Classic are still
// taken.
constexpr std::string_view kRunInstancesOptions[] = {
    "EC2-Classic-EBS",    "EC2-Classic-InstanceStore", "EC2-VPC-EBS",
    "EC2-VPC-EBS-Subnet", "EC2-VPC-InstanceStore",     "EC2-VPC-InstanceStore-Subnet",
};

std::string_view service_of(std::string_view action) { return action.substr(0, action.find(':')); }

// The simulators know actions by their exact spelling, although policies match them in any.
catalogue::Action const* find_known(std::string_view action) {
  auto const service = service_of(action);
  if (service.size() == action.size()) return nullptr;
  auto const name = action.substr(service.size() + 1);
  auto const* found = catalogue::find_action(service, name);
  bool const is_exact = found != nullptr && found->name == name && catalogue::find_name(service)->prefix == service;
  return is_exact ? found : nullptr;
}

bool is_placeholder(std::string_view field) { return field.starts_with(kPlaceholderBegin); }

// Every placeholder stands for one character or more. What lies between them is looked for from the left, which is
// enough: nothing is tried twice.
bool fits(std::string_view pattern, std::string_view text) {
  bool after_placeholder = false;
  while (true) {
    auto const literal = pattern.substr(0, pattern.find(kPlaceholderBegin));
    bool const is_last = literal.size() == pattern.size();
    if (!after_placeholder) {
      if (!text.starts_with(literal)) return false;
      text.remove_prefix(literal.size());
      if (is_last) return text.empty();
    } else {
      if (text.empty()) return false;
      if (is_last) return text.substr(1).ends_with(literal);
      auto const found = text.find(literal, 1);
      if (found == std::string_view::npos) return false;
      text.remove_prefix(found + literal.size());
    }
    auto const end = pattern.find('}', literal.size());
    if (end == std::string_view::npos) return false;
    pattern.remove_prefix(end + 1);
    after_placeholder = true;
  }
}

bool fits(ArnParts const& pattern, ArnParts const& arn) {
  auto const field_fits = [](std::string_view wanted, std::string_view found) {
    return is_placeholder(wanted) || wanted == found;
  };
  return field_fits(pattern.partition, arn.partition) && field_fits(pattern.service, arn.service) &&
         field_fits(pattern.region, arn.region) && field_fits(pattern.account, arn.account) &&
         fits(pattern.resource, arn.resource);
}

// Where an action on objects was seen to fit buckets, and the other way round.
bool is_bucket_or_object(std::string_view service, catalogue::ResourceType const& type) {
  return service == "s3" && (type.name == "bucket" || type.name == "object");
}

bool is_arn(std::string_view text) {
  auto const parts = parse_arn(text);
  return parts.has_value() && !parts->partition.empty() && !parts->service.empty() && !parts->resource.empty();
}

bool names_resources(std::vector<std::string> const& resources) {
  return !resources.empty() && (resources.size() > 1 || resources.front() != kAllResources);
}

Status check_actions(SimulatedCalls const& calls) {
  std::vector<std::string> known;
  std::vector<std::string> unknown;
  for (auto const& action : calls.actions) {
    if (service_of(action).size() == action.size()) return fail(errors::nameless_action());
    (find_known(action) == nullptr ? unknown : known).push_back(action);
  }
  bool const are_mixed = !known.empty() && !unknown.empty();
  if (are_mixed && names_resources(calls.resources)) return fail(errors::different_authorization(known, unknown));
  return {};
}

bool supports(std::string_view action, std::string_view option) {
  return action == kRunInstances && std::ranges::find(kRunInstancesOptions, option) != std::end(kRunInstancesOptions);
}

}  // namespace

Status check_calls(SimulatedCalls const& calls, std::string_view operation) {
  if (auto sound = check_actions(calls); !sound) return sound;
  if (!names_resources(calls.resources)) return {};
  for (auto const& resource : calls.resources) {
    if (!is_arn(resource)) return fail(errors::invalid_resource(resource));
  }
  if (!calls.handling_option) return {};
  for (auto const& action : calls.actions) {
    if (!supports(action, *calls.handling_option)) return fail(errors::no_resource_handling(action, operation));
  }
  return {};
}

bool could_act_on(std::string_view action, std::string_view resource) {
  auto const* known = find_known(action);
  auto const arn = parse_arn(resource);
  if (known == nullptr || !arn.has_value()) return true;
  return std::ranges::any_of(known->resource_types, [&](catalogue::ResourceType const* type) {
    // AWS was seen to take a bucket's ARN with a Region and an account, which no bucket's has.
    if (is_bucket_or_object(service_of(action), *type)) return arn->service == "s3";
    auto const pattern = parse_arn(type->arn_template);
    return pattern.has_value() && fits(*pattern, *arn);
  });
}

std::string name_of_several(std::string_view action, std::string_view first_resource) {
  auto const* known = find_known(action);
  if (known == nullptr) return std::string(kAllResources);
  auto const service = service_of(action);
  auto const* const seen =
      std::ranges::find(kSeenTemplates, service, &std::pair<std::string_view, std::string_view>::first);
  std::string name;
  if (seen != std::end(kSeenTemplates)) {
    name = seen->second;
  } else {
    auto const& of_action = known->resource_types;
    auto const& of_service = catalogue::find(service)->resource_types;
    if (of_action.empty() && of_service.empty()) return std::string(kAllResources);
    name = of_action.empty() ? of_service.front().arn_template : of_action.front()->arn_template;
  }
  auto const arn = parse_arn(first_resource);
  auto const at = name.find(kPartition);
  if (arn.has_value() && at != std::string::npos) name.replace(at, kPartition.size(), arn->partition);
  return name;
}

}  // namespace iam::service
