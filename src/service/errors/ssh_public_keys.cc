#include "errors/ssh_public_keys.h"

#include "iam/call/errors.h"

#include <fmt/format.h>

namespace iam::service::errors {
namespace {

constexpr auto kInvalid = "Invalid public key uploaded.";

}  // namespace

Error no_such_public_key(std::string_view id) {
  return no_such_entity(fmt::format("The Public Key with id {} cannot be found.", id));
}

Error unrecognized_public_key_encoding() { return make_error(api::kUnrecognizedPublicKeyEncoding, kInvalid); }
Error invalid_public_key() { return make_error(api::kInvalidPublicKey, kInvalid); }

Error duplicate_public_key(std::string_view user_name) {
  return make_error(api::kDuplicateSSHPublicKey,
                    fmt::format("The user with name {} has this Public Key already.", user_name));
}

}  // namespace iam::service::errors
