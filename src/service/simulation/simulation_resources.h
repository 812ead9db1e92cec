// What the simulators know of actions and of the resources they act on.
#pragma once

#include "iam/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

// What a request simulates, as it was sent. No resources, and the one resource `*`, are the same.
struct SimulatedCalls {
  std::vector<std::string> const& actions;
  std::vector<std::string> const& resources;
  std::optional<std::string> const& handling_option;
};

// InvalidInput when the calls cannot be simulated together. `operation` is the simulator's name.
Status check_calls(SimulatedCalls const& calls, std::string_view operation);

// Whether the action could act on something with this ARN at all. Of actions that are not known nobody can tell; one
// that acts on all resources never acts on one.
bool could_act_on(std::string_view action, std::string_view resource);

// How an answer calls several resources together: by the service's template of ARNs, in the partition of the first.
std::string name_of_several(std::string_view action, std::string_view first_resource);

}  // namespace iam::service
