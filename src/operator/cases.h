// What somebody asks of policies, with all that the store knows of it: what POST /_iam/authorize and its kin decide.
#pragma once

#include "authorize_question.h"
#include "iam/authorization/stored_facts.h"
#include "iam/authorization/surroundings.h"
#include "iam/face/environment.h"
#include "iam/policy/evaluate.h"

#include <tl/expected.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace iam::gateway {

struct Case {
  policy::Request request;
  policy::PolicySets sets;
  std::string principal_arn;  // as whoever asks would be named
  std::string principal_id;
};

// Whether a role's trust policy decides about the action.
bool is_trusted_action(std::string_view action);

// The account in the ARN. Those of buckets have none.
std::optional<AccountId> account_of_resource(std::string_view resource);

// Of one state of the store. What is given outlives it.
class Cases {
 public:
  Cases(Environment const& environment, service::Surroundings const& surroundings, service::StoredFacts& facts)
      : environment_(environment), surroundings_(surroundings), facts_(facts) {}

  // Takes its context and its requester away from the question. Else the sentence to refuse it with.
  tl::expected<Case, std::string> of(Question& question);

 private:
  tl::expected<Case, std::string> asked_again(Question const& question);
  tl::expected<std::shared_ptr<service::StoredPrincipal const>, std::string> find_principal(Question const& question);
  void add_stored_policies(Case& asked, policy::Semantics semantics);
  void entrust_root(Case& asked, policy::Semantics semantics);
  // Where nobody gets in, as into a role that does not exist. AWS's simulators do not look.
  policy::ResourcePolicy closed_door(std::string_view why);

  Environment const& environment_;
  service::Surroundings const& surroundings_;
  service::StoredFacts& facts_;
};

}  // namespace iam::gateway
