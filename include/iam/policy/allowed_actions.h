// Which actions policies allow, as far as Allow statements name them. What is denied, on which resources and under
// which conditions something is allowed does not matter here, as it does not to AWS's access advisor.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPoliciesGrantingServiceAccess.html
#pragma once

#include "iam/policy/document.h"

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace iam::policy {

class AllowedActions {
 public:
  void add(Document const& document);

  // Whether some action of the service is allowed: "s3", in any case.
  bool any_of(std::string_view service) const;

  // Whether the action is allowed: "s3:GetObject", in any case.
  bool contains(std::string_view action) const;

 private:
  using Patterns = std::vector<std::string>;

  // All in lower case, as names of services and actions have no case.
  std::set<std::string, std::less<>> services_;  // of patterns_; "*" for every service
  Patterns patterns_;
  std::vector<Patterns> exceptions_;  // of each NotAction: it allows all but these
};

}  // namespace iam::policy
