#include "iam/store/tags.h"

#include "iam/base/text.h"
#include "iam/base/whole_number.h"
#include "rows_of_entities.h"

#include <limits>
#include <utility>

namespace iam::store {

std::vector<Tag> Tags::all(EntityId entity) {
  Statement statement =
      key_case_ == KeyCase::kIgnored
          ? session_.prepare("SELECT key, value FROM tags WHERE entity = ? ORDER BY position")
          : session_.prepare("SELECT key, value FROM tags WHERE entity = ? ORDER BY length(key), key");
  statement.bind(entity);
  std::vector<Tag> tags;
  while (statement.step()) tags.push_back({statement.text(0), statement.text(1)});
  return tags;
}

ByEntity<Tag> Tags::of(std::span<EntityId const> entities) {
  constexpr Sql kByPosition =
      "SELECT key, value, entity FROM tags WHERE entity BETWEEN ? AND ? ORDER BY entity, position";
  constexpr Sql kByKey =
      "SELECT key, value, entity FROM tags WHERE entity BETWEEN ? AND ? ORDER BY entity, length(key), key";
  return rows_of(session_, key_case_ == KeyCase::kIgnored ? kByPosition : kByKey, entities, 2,
                 [](Statement const& row) {
                   return Tag{row.text(0), row.text(1)};
                 });
}

std::vector<Tags::Positioned> Tags::page(EntityId entity, std::string_view position, std::int64_t limit) {
  bool const is_by_position = key_case_ == KeyCase::kIgnored;
  Statement statement = is_by_position ? session_.prepare(
                                             "SELECT key, value, position FROM tags"
                                             " WHERE entity = ? AND position > ? ORDER BY position LIMIT ?")
                                       : session_.prepare(
                                             "SELECT key, value, key FROM tags"
                                             " WHERE entity = ?1 AND (length(key), key) > (length(?2), ?2)"
                                             " ORDER BY length(key), key LIMIT ?3");
  if (is_by_position) {
    statement.bind(entity, whole_number<std::int64_t>(position).value_or(0), limit);
  } else {
    statement.bind(entity, position, limit);
  }
  std::vector<Positioned> tags;
  while (statement.step()) tags.push_back({{statement.text(0), statement.text(1)}, statement.text(2)});
  return tags;
}

std::int64_t Tags::count(EntityId entity) {
  Statement statement = session_.prepare("SELECT count(*) FROM tags WHERE entity = ?");
  statement.bind(entity).step();
  return statement.integer(0);
}

void Tags::put(EntityId entity, Tag const& tag) {
  std::string const folded_key = folded(tag.key);
  session_
      .prepare(
          "INSERT INTO tags (entity, position, folded_key, key, value)"
          " VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM tags WHERE entity = ?1), ?2, ?3, ?4)"
          " ON CONFLICT (entity, folded_key) DO UPDATE SET key = excluded.key, value = excluded.value")
      .bind(entity, folded_key, tag.key, tag.value)
      .run();
}

void Tags::remove(EntityId entity, std::string_view key) {
  std::string const folded_key = folded(key);
  session_.prepare("DELETE FROM tags WHERE entity = ? AND folded_key = ?").bind(entity, folded_key).run();
}

std::string Tags::folded(std::string_view key) const {
  return key_case_ == KeyCase::kIgnored ? to_lower_ascii(key) : std::string(key);
}

}  // namespace iam::store
