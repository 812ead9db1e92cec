// Words of policies that belong to no service of the catalogue.
#pragma once

#include "iam/catalogue/services.h"

#include <span>
#include <string_view>

namespace iam::catalogue {

// The keys that any request may have, as AWS spells them, by name ignoring case; a type may name two.
std::span<ConditionKey const> global_condition_keys();

// What stands before `.amazonaws.com` in the names of services that call, beside the prefixes of actions.
std::span<std::string_view const> other_service_labels();

}  // namespace iam::catalogue
