// What hangs on many entities, read by one statement: a page of a thousand roles costs as many statements as one role.
#pragma once

#include "iam/store/entities.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace iam::store {

// Rows of entities, each entity's in the order they were added.
template <class Row>
class ByEntity {
 public:
  // REQUIRES: `entity` is not less than the one before.
  void add(EntityId entity, Row row) {
    entities_.push_back(entity);
    rows_.push_back(std::move(row));
  }

  // Empty when the entity has none.
  std::span<Row> of(EntityId entity) {
    auto const first = std::lower_bound(entities_.begin(), entities_.end(), entity);
    auto const last = std::find_if(first, entities_.end(), [entity](EntityId other) { return other != entity; });
    auto const offset = static_cast<std::size_t>(first - entities_.begin());
    return std::span(rows_).subspan(offset, static_cast<std::size_t>(last - first));
  }

 private:
  std::vector<EntityId> entities_;
  std::vector<Row> rows_;
};

}  // namespace iam::store
