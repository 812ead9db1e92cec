#include "iam/store/faces/disabled_users.h"

namespace iam::store {

bool DisabledUsers::contains(EntityId user) {
  return session_.prepare("SELECT 1 FROM disabled_users WHERE user_id = ?").bind(user).step();
}

void DisabledUsers::add(EntityId user) {
  session_.prepare("INSERT INTO disabled_users (user_id) VALUES (?) ON CONFLICT (user_id) DO NOTHING").bind(user).run();
}

void DisabledUsers::remove(EntityId user) {
  session_.prepare("DELETE FROM disabled_users WHERE user_id = ?").bind(user).run();
}

}  // namespace iam::store
