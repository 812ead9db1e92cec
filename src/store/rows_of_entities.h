// How the rows of many entities are read at once.
#pragma once

#include "iam/store/by_entity.h"
#include "iam/store/session.h"

#include <span>
#include <string>
#include <utility>

namespace iam::store {

// Of a statement that takes `entity IN (SELECT value FROM json_each(?))`, answers the entity in the column given, and
// is ordered by it.
template <class Read>
auto rows_of(Statement of_entities, std::span<EntityId const> entities, int column, Read read) {
  std::string list = "[";
  for (auto const entity : entities) list.append(list.size() > 1 ? "," : "").append(std::to_string(entity));
  list += "]";
  auto statement = std::move(of_entities);  // which is not to outlive the list
  statement.bind(list);
  ByEntity<decltype(read(statement))> rows;
  while (statement.step()) rows.add(statement.integer(column), read(statement));
  return rows;
}

}  // namespace iam::store
