#include "iam/service/credentials.h"

#include "credential_status.h"
#include "iam/base/ids.h"
#include "iam/store/access_keys.h"
#include "iam/store/users.h"

namespace iam::service {

bool looks_minted(std::string_view access_key_id) {
  return access_key_id.size() == kAccessKeyIdLength && access_key_id.starts_with(id_prefix::kAccessKey) &&
         account_of_id(access_key_id).has_value();
}

std::optional<Caller> caller_of_access_key(store::Session& session, std::string_view access_key_id,
                                           Partition partition) {
  auto const key = store::AccessKeys(session).find(access_key_id);
  if (!key.has_value() || key->status != kActive) return std::nullopt;
  if (!key->user.has_value()) return Caller::root(key->account, partition, key->id);
  auto const user = store::Users(session).find_by_id(key->account, *key->user);
  if (!user.has_value()) return std::nullopt;
  return Caller{.kind = Caller::Kind::kUser,
                .account = key->account,
                .partition = partition,
                .arn = iam_arn(partition, key->account, "user", user->path, user->name),
                .unique_id = user->unique_id,
                .user_name = user->name,
                .access_key_id = key->id};
}

}  // namespace iam::service
