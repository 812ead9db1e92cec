#include "iam/call/call.h"

namespace iam::service {

Caller Caller::root(AccountId account, Partition partition, std::string_view access_key_id) {
  return Caller{.kind = Kind::kRoot,
                .account = account,
                .partition = partition,
                .arn = root_arn(partition, account),
                .unique_id = account.text(),
                .user_name = {},
                .entity = 0,
                .access_key_id = std::string(access_key_id)};
}

Caller Caller::user(store::User const& user, Partition partition, std::string_view access_key_id) {
  return Caller{.kind = Kind::kUser,
                .account = user.account,
                .partition = partition,
                .arn = iam_arn(partition, user.account, "user", user.path, user.name),
                .unique_id = user.unique_id,
                .user_name = user.name,
                .entity = user.id,
                .access_key_id = std::string(access_key_id)};
}

}  // namespace iam::service
