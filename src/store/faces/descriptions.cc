#include "iam/store/faces/descriptions.h"

namespace iam::store {

std::string Descriptions::of(EntityId entity) {
  Statement statement = session_.prepare("SELECT description FROM descriptions WHERE entity = ?");
  return statement.bind(entity).step() ? statement.text(0) : std::string();
}

void Descriptions::put(EntityId entity, std::string_view description) {
  session_
      .prepare(
          "INSERT INTO descriptions (entity, description) VALUES (?, ?)"
          " ON CONFLICT (entity) DO UPDATE SET description = excluded.description")
      .bind(entity, description)
      .run();
}

}  // namespace iam::store
