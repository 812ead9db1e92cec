// What operations act on, as policies see it: ARNs of what is stored, or of what would be.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
#pragma once

#include "iam/authorization/permission_request.h"
#include "iam/base/account.h"
#include "iam/call/call.h"
#include "iam/call/permission.h"
#include "iam/store/tags.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

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

// What a request acts on. What is not there has the ARN that it would have in the path `/`, so that a denial does not
// tell whether it is.
Resource find_resource(Call& call, Permission::Resource const& rule, PermissionRequest const& request);

// What an entity becomes when it gets another name or path.
Resource moved(Resource const& resource, std::optional<std::string> const& name,
               std::optional<std::string> const& path);

// A role that a service gets to use.
Resource find_passed_role(Call& call, std::string_view name);

}  // namespace iam::service
