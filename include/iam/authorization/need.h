// One action on one thing: what a caller has to be allowed.
#pragma once

#include "iam/authorization/policy_cache.h"
#include "iam/base/account.h"
#include "iam/policy/context.h"
#include "iam/store/tags.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

// What operations act on, as policies see it: ARNs of what is stored, or of what would be.
struct Resource {
  std::string arn;    // or `*`
  std::string shown;  // how denials call it, which often is no ARN
  AccountId account;
  bool is_entrusted = false;  // to the organization: nothing in its account has to allow what the caller asks for
  std::string_view kind;      // "user"; empty when nothing depends on it
  bool is_collection = false;
  std::vector<store::Tag> tags;
  std::optional<std::string> boundary;  // of a user or role
};

// Policies that another system's face keeps among AWS's, in a language of its own.
struct ForeignLanguage {
  std::string_view name;
  PolicyCache::Compile compile;  // reads both languages
};

struct Need {
  std::string action;  // "a4b:DeleteUser"
  Resource resource;
  policy::Context keys;  // that the request brings
  // Null: AWS's. Else policies in either language count, and records name the resource as it is shown.
  ForeignLanguage const* language = nullptr;
  // Granted under another name already: what denies or limits is asked.
  bool is_granted = false;
};

}  // namespace iam::service
