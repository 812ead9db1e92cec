// What the simulators refuse, in the sentences AWS was seen to use in September 2026.
#pragma once

#include "iam/base/account.h"
#include "iam/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service::errors {

// The principal whose policies are simulated.
Error invalid_policy_source(std::string_view arn);
Error foreign_policy_source(AccountId caller, AccountId owner);
Error no_such_policy_source();

// Policies. `item` counts from 1.
Error invalid_policy_input(std::size_t item);
Error no_policies_to_read();
Error too_many_boundaries();
Error empty_organization_level(std::size_t level);
Error ambiguous_policy_identifier();
// `member`: of which identifier, which counts from 1. These violations are told with the value, unlike older ones.
Error invalid_policy_identifier(std::size_t identifier, std::string_view member, std::string_view value,
                                std::string_view constraint);
Error invalid_policy_pattern(std::string_view pattern);
// How AWS was seen to refuse wildcards where one inline policy has to be named.
Error invalid_inline_exclusion();

// Actions and resources. `operation`: whose documentation explains more.
Error nameless_action();
Error different_authorization(std::vector<std::string> const& known, std::vector<std::string> const& unknown);
Error invalid_resource(std::string_view resource);
Error no_resource_handling(std::string_view action, std::string_view operation);

// Who asks for what belongs to whom.
Error invalid_simulated_caller();
Error simulated_caller_needed();
Error resource_needed();
Error invalid_resource_owner(std::string_view owner);

// Context entries.
Error nameless_context_key();
Error duplicate_context_key(std::string_view key);
Error untyped_context_key(std::string_view key);
Error no_context_values(std::string_view key);
Error too_many_context_values(std::string_view type, std::size_t count);
Error invalid_context_value(std::string_view key, std::string_view expected);

// What AWS was not asked yet: the sentences are ours.
Error too_many_documents(std::size_t bytes_max);
Error too_much_context(std::size_t bytes_max);
Error too_large_simulation(std::string_view action);

Error invalid_simulation_marker();

}  // namespace iam::service::errors
