#include "iam/store/seeds.h"

namespace iam::store {

bool Seeds::contains(std::string_view digest) {
  return session_.prepare("SELECT 1 FROM seeds WHERE digest = ?").bind(digest).step();
}

std::optional<Seed> Seeds::find(std::string_view name) {
  Statement statement = session_.prepare(
      "SELECT digest, name, applied_at FROM seeds WHERE name = ? ORDER BY applied_at DESC, digest LIMIT 1");
  if (!statement.bind(name).step()) return std::nullopt;
  return Seed{.digest = statement.text(0), .name = statement.text(1), .applied_at = statement.time(2)};
}

void Seeds::insert(Seed const& seed) {
  session_.prepare("INSERT INTO seeds (digest, name, applied_at) VALUES (?, ?, ?)")
      .bind(seed.digest, seed.name, seed.applied_at)
      .run();
}

}  // namespace iam::store
