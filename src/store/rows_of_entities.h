// How the rows of many entities are read at once.
#pragma once

#include "iam/store/by_entity.h"
#include "iam/store/session.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <vector>

namespace iam::store {

// Entities of one page are mostly made one after another: those in between are passed over, up to so many, since
// another search costs more.
inline constexpr EntityId kPassedOverMax = 16;

// Of a statement that takes `entity BETWEEN ? AND ?`, answers the entity in the column given, and is ordered by it.
template <class Read>
auto rows_of(Session& session, Sql statement_of_range, std::span<EntityId const> entities, int column, Read read) {
  std::vector<EntityId> in_order;
  if (!std::ranges::is_sorted(entities)) {
    in_order.assign(entities.begin(), entities.end());
    std::ranges::sort(in_order);
    entities = in_order;
  }
  ByEntity<decltype(read(session.prepare(statement_of_range)))> rows;
  auto const is_far = [](EntityId entity, EntityId next) { return next - entity > kPassedOverMax + 1; };
  for (auto at = entities.begin(); at != entities.end();) {
    auto const gap = std::adjacent_find(at, entities.end(), is_far);
    auto const run_end = gap == entities.end() ? gap : std::next(gap);
    auto statement = session.prepare(statement_of_range);
    statement.bind(*at, *std::prev(run_end));
    while (statement.step()) {
      auto const entity = statement.integer(column);
      at = std::lower_bound(at, run_end, entity);
      if (*at == entity) rows.add(entity, read(statement));
    }
    at = run_end;
  }
  return rows;
}

}  // namespace iam::store
