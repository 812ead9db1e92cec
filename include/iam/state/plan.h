// What a state document asks for, as calls of the API in the order in which they can be carried out.
#pragma once

#include "iam/api/value.h"
#include "iam/base/account.h"
#include "iam/base/arn.h"
#include "iam/base/result.h"
#include "iam/base/secret.h"
#include "iam/base/time.h"
#include "iam/call/call.h"
#include "iam/state/node.h"

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::state {

// What a call would make up by itself and the document says.
struct Given {
  std::optional<Time> at;
  std::map<std::string, std::string, std::less<>> ids;  // by their prefixes: AIDA…
  std::optional<Secret> secret;                         // of an access key
  std::optional<Secret> base32;                         // an MFA device's seed, a signing certificate's id
};

// Work that no operation of the API does: what AWS would know of the past.
using Direct = std::function<Status(service::Call& call)>;

// One call. Its order: `before`, the operation, `after`. Each may be missing.
struct Step {
  AccountId account;
  std::size_t line = 0;
  std::string_view operation = {};  // of IAM, a string literal; empty: there is none
  api::Value parameters = {};       // its texts are kept by the plan
  Given given = {};
  Direct before = {};
  Direct after = {};
  // Instead of the operation, when that finds a policy malformed: AWS has older ones that it would not take today.
  Direct if_malformed = {};
  std::string if_malformed_note = {};
};

class Plan {
 public:
  Plan() = default;
  Plan(Plan&&) = default;
  Plan& operator=(Plan&&) = default;

  std::vector<Step> steps;
  std::vector<AccountId> accounts;            // that the document is about
  std::vector<std::string> notes;             // what the document could not say, and what the server cannot take
  std::map<std::string, std::size_t> counts;  // of what is made: "users", "roles", …

  // Keeps a text for as long as the plan lives, for the parameters of its steps.
  std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }

 private:
  std::deque<std::string> texts_;
};

}  // namespace iam::state
