// Tags of users for the faces whose tag keys have a case: AWS's users have keys that ignore it.
#pragma once

#include "iam/call/call.h"
#include "iam/store/entities.h"
#include "iam/store/tags.h"

#include <span>
#include <string>
#include <vector>

namespace iam::gateway {

std::vector<store::Tag> user_tags(service::Call& call, store::EntityId user);

// Whether to set `key` would replace a key that differs by nothing but case, which such a face must refuse.
bool would_respell(std::span<store::Tag const> stored, std::string const& key);

// Those of `keys` that are there in this very spelling.
std::vector<std::string> spelled_alike(std::span<store::Tag const> stored, std::span<std::string const> keys);

}  // namespace iam::gateway
