// Tags of any entity.
#pragma once

#include "iam/store/by_entity.h"
#include "iam/store/entities.h"
#include "iam/store/session.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

struct Tag {
  std::string key;
  std::string value;
};

// Whether `a` and `A` are one key: so for users and roles, not for managed policies. Only ASCII letters have a case
// here. Where case is ignored, tags are listed in the order they were first given, and a later change of the value
// keeps the place; where it is not, the shorter key comes first, and of keys of one length the one of lower code
// points.
enum class KeyCase { kIgnored, kDistinguished };

class Tags {
 public:
  Tags(Session& session, KeyCase key_case) : session_(session), key_case_(key_case) {}

  // Every tag of the entity.
  std::vector<Tag> all(EntityId entity);
  // The same of many entities.
  ByEntity<Tag> of(std::span<EntityId const> entities);

  struct Positioned {
    Tag tag;
    std::string position;
  };
  // Up to `limit` tags after `position`, which this function answered (empty: from the first).
  std::vector<Positioned> page(EntityId entity, std::string_view position, std::int64_t limit);

  std::int64_t count(EntityId entity);

  // Adds the tag, or replaces key casing and value of the one with an equal key, which keeps its place.
  void put(EntityId entity, Tag const& tag);

  // Keys that are not there are passed over.
  void remove(EntityId entity, std::string_view key);

  KeyCase key_case() const { return key_case_; }

  // How keys compare under this key case.
  std::string folded(std::string_view key) const;

 private:
  Session& session_;
  KeyCase key_case_;
};

}  // namespace iam::store
