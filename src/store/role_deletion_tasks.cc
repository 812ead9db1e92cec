#include "iam/store/role_deletion_tasks.h"

namespace iam::store {

void RoleDeletionTasks::insert(AccountId account, std::string_view task) {
  session_.prepare("INSERT INTO role_deletion_tasks (account, task) VALUES (?, ?)").bind(account.number(), task).run();
}

bool RoleDeletionTasks::exists(AccountId account, std::string_view task) {
  Statement statement = session_.prepare("SELECT 1 FROM role_deletion_tasks WHERE account = ? AND task = ?");
  return statement.bind(account.number(), task).step();
}

}  // namespace iam::store
