#include "iam/service/credentials.h"

#include "credential_status.h"
#include "iam/base/ids.h"
#include "iam/service/errors.h"
#include "iam/store/access_keys.h"
#include "iam/store/users.h"

namespace iam::service {

bool looks_minted(std::string_view access_key_id) {
  return access_key_id.size() == kAccessKeyIdLength && access_key_id.starts_with(id_prefix::kAccessKey) &&
         account_of_id(access_key_id).has_value();
}

Result<std::optional<Caller>> caller_of_access_key(store::Session& session, std::string_view access_key_id,
                                                   Partition partition) {
  store::AccessKeys keys(session);
  auto const key = keys.find(access_key_id);
  if (!key.has_value() && !keys.was_deleted(access_key_id)) return std::nullopt;
  if (!key.has_value() || key->status != kActive) return fail(errors::invalid_client_token());
  if (!key->user.has_value()) return Caller::root(key->account, partition, key->id);
  auto const user = store::Users(session).find_by_id(key->account, *key->user);
  if (!user.has_value()) return fail(errors::invalid_client_token());
  return Caller{.kind = Caller::Kind::kUser,
                .account = key->account,
                .partition = partition,
                .arn = iam_arn(partition, key->account, "user", user->path, user->name),
                .unique_id = user->unique_id,
                .user_name = user->name,
                .access_key_id = key->id};
}

}  // namespace iam::service
