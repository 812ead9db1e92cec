// AWS's services as policies name them: their actions, what those act on, and what conditions can ask.
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
//
// The program carries it compressed. Nothing is done at start-up; the names are read where they lie, and the rest of a
// service is unpacked when it is first asked for and then kept. Thread-safe; what is answered lives for ever.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace iam::catalogue {

struct ServiceName {
  std::string_view prefix;  // "s3", in small letters
  std::string_view name;    // "Amazon S3"
};

// All of them, by prefix.
std::span<ServiceName const> services();

// Null when there is none. Prefixes are found ignoring case.
ServiceName const* find_name(std::string_view prefix);

struct ConditionKey {
  std::string_view name;  // "s3:prefix"; "aws:ResourceTag/${TagKey}" stands for every key of that beginning
  std::string_view type;  // "String", "ArrayOfString", "ARN", "Bool", "Numeric", "Date", "IPAddress", …
};

struct ResourceType {
  std::string_view name;          // "object"
  std::string_view arn_template;  // "arn:${Partition}:s3:::${BucketName}/${ObjectName}"
  std::vector<ConditionKey const*> condition_keys;
};

enum class AccessLevel { kList, kRead, kWrite, kTagging, kPermissionsManagement };

// As AWS's reference calls it: "List", …, "Permissions management".
std::string_view access_level_name(AccessLevel level);

struct Action {
  std::string_view name;  // "GetObject"
  AccessLevel access_level;
  std::vector<ResourceType const*> resource_types;  // none: it acts on all resources, `"Resource": "*"`
  std::vector<ConditionKey const*> condition_keys;  // beside those of its resource types
};

struct Service {
  ServiceName const& name;
  std::vector<ConditionKey> condition_keys;
  std::vector<ResourceType> resource_types;
  std::vector<Action> actions;  // by name ignoring case

  // Null when there is none; names are compared as policies do, ignoring case.
  Action const* action(std::string_view action_name) const;
};

// Null when there is none. Prefixes are found ignoring case.
Service const* find(std::string_view prefix);

// The action "GetObject" of "s3"; null when there is none.
Action const* find_action(std::string_view prefix, std::string_view action_name);

}  // namespace iam::catalogue
