// Which condition keys about a principal are known without a request of it.
#pragma once

#include <string_view>

namespace iam::gateway {

// How much is known of who asks.
enum class Asker {
  kStored,
  kStoredRole,  // its sessions have tags and ids of their own
  kElsewhere,   // not on this server
  kStranger,    // of no account
};

// Of any case. All other keys are a matter of the request.
bool is_known_of(Asker asker, std::string_view key);

// Those of the account that owns the resource.
bool is_owner_key(std::string_view key);

}  // namespace iam::gateway
