#include "iam/face/user_tags.h"

#include "iam/base/text.h"
#include "iam/call/nouns.h"

#include <algorithm>

namespace iam::gateway {

std::vector<store::Tag> user_tags(service::Call& call, store::EntityId user) {
  return service::stored_tags(call, "user", user);
}

bool would_respell(std::span<store::Tag const> stored, std::string const& key) {
  return std::ranges::any_of(
      stored, [&key](store::Tag const& tag) { return tag.key != key && equals_ignoring_case(tag.key, key); });
}

std::vector<std::string> spelled_alike(std::span<store::Tag const> stored, std::span<std::string const> keys) {
  std::vector<std::string> alike;
  std::ranges::copy_if(keys, std::back_inserter(alike), [stored](std::string const& key) {
    return std::ranges::find(stored, key, &store::Tag::key) != stored.end();
  });
  return alike;
}

}  // namespace iam::gateway
