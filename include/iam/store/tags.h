// Tags of any entity, in the order they were first given.
#pragma once

#include "iam/store/entities.h"
#include "iam/store/session.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

struct Tag {
  std::string key;
  std::string value;
};

// Whether `a` and `A` are one key: so for users and roles, not for managed policies. Only ASCII letters have a case
// here.
enum class KeyCase { kIgnored, kDistinguished };

class Tags {
 public:
  Tags(Session& session, KeyCase key_case) : session_(session), key_case_(key_case) {}

  // Every tag of the entity.
  std::vector<Tag> all(EntityId entity);

  struct Positioned {
    Tag tag;
    std::int64_t position;  // grows with the order of tagging; a later change of the value keeps it
  };
  // Up to `limit` tags after `position` (0: from the first).
  std::vector<Positioned> page(EntityId entity, std::int64_t position, std::int64_t limit);

  std::int64_t count(EntityId entity);

  // Adds the tag, or replaces key casing and value of the one with an equal key, which keeps its place.
  void put(EntityId entity, Tag const& tag);

  // Keys that are not there are passed over.
  void remove(EntityId entity, std::string_view key);

  // How keys compare under this key case.
  std::string folded(std::string_view key) const;

 private:
  Session& session_;
  KeyCase key_case_;
};

}  // namespace iam::store
