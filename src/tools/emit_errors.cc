#include "emit.h"

#include <fmt/format.h>

#include <map>

namespace iam::modelgen {

// A code that both services have is one constant: check_model has seen that they agree on its status.
std::string error_codes_header(Model const& model) {
  std::map<std::string, int> statuses;
  for (auto const& service : model.services) {
    for (auto const& family : service.families) statuses.insert(family.errors.begin(), family.errors.end());
  }
  std::string constants;
  for (auto const& [code, status] : statuses) {
    constants += fmt::format("inline constexpr ErrorCode k{0}{{\"{0}\", {1}}};\n", code, status);
  }
  return generated_notice("") + "#pragma once\n\n#include \"iam/api/error_code.h\"\n\nnamespace iam::api {\n\n" +
         constants + "\n}  // namespace iam::api\n";
}

}  // namespace iam::modelgen
