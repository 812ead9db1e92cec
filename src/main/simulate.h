// iamlocal simulate: would AWS allow this? Without a server, for a shell or a CI job.
#pragma once

#include "lint.h"

#include <optional>
#include <string>
#include <vector>

namespace iam::program {

struct SimulateOptions {
  std::vector<std::string> policies;  // files, `-` is stdin
  std::vector<std::string> actions;
  std::vector<std::string> resources;
  std::vector<std::string> context;  // key=value; a key that is there twice has both values
  std::optional<std::string> boundary;
  std::vector<std::string> session_policies;
  std::optional<std::string> resource_policy;
  std::string resource_policy_kind = "resource";
  std::vector<std::string> service_control;
  std::vector<std::string> resource_control;
  std::optional<std::string> principal;
  bool explain = false;
  OutputFormat format = OutputFormat::kText;
};

// Asks for each action on each resource. 0 when all is allowed, 4 when something is denied explicitly, else 3. Throws
// UsageError, and std::runtime_error when a file cannot be read or is no policy.
int simulate(SimulateOptions const& options);

}  // namespace iam::program
