// Errors about the context of identity providers. The rules are documented, the sentences are ours.
#pragma once

#include "iam/base/result.h"

#include <string_view>

namespace iam::service::errors {

Error context_key_malformed(std::string_view key);
Error context_key_twice(std::string_view key);
Error subject_type_twice();
// `value` and `flag` are parameters of the request.
Error set_and_removed(std::string_view value, std::string_view flag);
Error context_and_instance_at_once();
// Of the provider: first one, then the other.
Error instance_needs_context_provider();
Error context_provider_in_use();

}  // namespace iam::service::errors
