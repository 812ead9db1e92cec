#include "iam/store/server_keys.h"

namespace iam::store {

std::optional<Secret> ServerKeys::find(std::string_view name) {
  Statement statement = session_.prepare("SELECT key FROM server_keys WHERE name = ?");
  if (!statement.bind(name).step()) return std::nullopt;
  return Secret(statement.text(0));
}

void ServerKeys::insert(std::string_view name, Secret const& key) {
  session_.prepare("INSERT INTO server_keys (name, key) VALUES (?, ?)").bind(name, key.reveal()).run();
}

void ServerKeys::remove(std::string_view name) {
  session_.prepare("DELETE FROM server_keys WHERE name = ?").bind(name).run();
}

}  // namespace iam::store
