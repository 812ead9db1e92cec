#include "errors/ssh_public_keys.h"

#include "iam/call/errors.h"

#include <string>

namespace iam::service::errors {
namespace {

constexpr auto kInvalid = "Invalid public key uploaded.";

}  // namespace

Error no_such_public_key(std::string_view id) {
  return no_such_entity("The Public Key with id " + std::string(id) + " cannot be found.");
}

Error unrecognized_public_key_encoding() { return make(400, "UnrecognizedPublicKeyEncoding", kInvalid); }
Error invalid_public_key() { return make(400, "InvalidPublicKey", kInvalid); }

Error duplicate_public_key(std::string_view user_name) {
  return make(400, "DuplicateSSHPublicKey",
              "The user with name " + std::string(user_name) + " has this Public Key already.");
}

}  // namespace iam::service::errors
