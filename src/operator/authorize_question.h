// What POST /_iam/authorize is asked.
#pragma once

#include "iam/authorization/policy_cache.h"
#include "iam/policy/evaluate.h"

#include <boost/json.hpp>
#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::gateway {

// Policies that a question brings along. Each kind that is there takes the place of what is stored.
struct GivenPolicies {
  std::optional<policy::PolicyList> identity;
  policy::PolicyList extra_identity;                           // beside the others
  std::optional<std::optional<policy::NamedPolicy>> boundary;  // nothing within: none
  std::optional<std::vector<policy::PolicyList>> session;
  std::optional<std::vector<policy::PolicyList>> scope_down;
  std::optional<policy::ResourcePolicy> resource;
  std::optional<std::vector<policy::PolicyList>> service_control;
  std::optional<std::vector<policy::PolicyList>> resource_control;
  std::optional<policy::PolicyList> endpoint;

  bool empty() const;
  policy::PolicySets over(policy::PolicySets sets) const;
};

struct Question {
  std::string authorization_id;                // of a denial, which says all that is left empty here
  std::string principal;                       // an ARN or an access key id; empty: `requester` says who
  std::string session_token;                   // of a temporary access key
  std::optional<policy::Requester> requester;  // described in full: nothing of it is looked up
  std::string action;
  std::string resource = "*";
  std::optional<AccountId> resource_account;
  policy::Context context;
  GivenPolicies policies;
  policy::Semantics semantics = policy::Semantics::kLive;
  bool wants_explanation = true;
  bool wants_statements = false;  // all of them, with what they lack
  bool wants_message = false;     // an encoded one, as sts:DecodeAuthorizationMessage takes it
};

// Answers the sentence to refuse the question with when it is none.
tl::expected<Question, std::string> read_question(boost::json::object const& object, service::PolicyCache& policies);

}  // namespace iam::gateway
