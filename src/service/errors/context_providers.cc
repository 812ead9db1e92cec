#include "errors/context_providers.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

namespace iam::service::errors {

Error context_key_malformed(std::string_view key) {
  return invalid_input(
      fmt::format("The key {} can contain only letters, digits, single spaces and _ . : / = + - @ #, and no space "
                  "at an end.",
                  key));
}

Error context_key_twice(std::string_view key) {
  return invalid_input(fmt::format("More than one source key is mapped to the target key {}.", key));
}

Error subject_type_twice() {
  return invalid_input("SubjectTypeSourceKey and SubjectTypeValue cannot both be specified.");
}

Error set_and_removed(std::string_view value, std::string_view flag) {
  return invalid_input(fmt::format("{} and {} cannot both be specified.", value, flag));
}

Error context_and_instance_at_once() {
  return invalid_input(
      "A request can change either the context provider or the IAM Identity Center association, but not both.");
}

Error instance_needs_context_provider() {
  return invalid_input(
      "An IAM Identity Center instance can be associated only with a provider that has a context provider.");
}

Error context_provider_in_use() {
  return invalid_input("The IAM Identity Center association must be removed before the context provider.");
}

}  // namespace iam::service::errors
