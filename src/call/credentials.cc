#include "iam/call/credentials.h"

#include "iam/base/ids.h"
#include "iam/base/text.h"
#include "iam/call/credential_status.h"
#include "iam/call/errors.h"
#include "iam/call/sessions.h"
#include "iam/store/access_keys.h"
#include "iam/store/faces/disabled_users.h"
#include "iam/store/users.h"

#include <algorithm>
#include <utility>

namespace iam::service {
namespace {

Result<std::optional<KeyHolder>> holder_of_long_term_key(store::Session& session, PresentedKey const& presented) {
  store::AccessKeys keys(session);
  auto key = keys.find(presented.access_key_id);
  if (!key.has_value() && !keys.was_deleted(presented.access_key_id)) return std::nullopt;
  if (!key.has_value() || key->status != kActive) return fail(errors::invalid_client_token());
  if (presented.session_token.has_value()) return fail(errors::invalid_client_token());
  if (!key->user.has_value()) {
    return KeyHolder{Caller::root(key->account, presented.partition, key->id), std::move(key->secret)};
  }
  auto const user = store::Users(session).find_by_id(key->account, *key->user);
  if (!user.has_value() || store::DisabledUsers(session).contains(user->id)) {
    return fail(errors::invalid_client_token());
  }
  return KeyHolder{Caller::user(*user, presented.partition, key->id), std::move(key->secret)};
}

}  // namespace

bool may_be_known(std::string_view access_key_id) {
  if (!is_session_key(access_key_id)) return is_long_term_key_id(access_key_id);
  return access_key_id.size() == kAccessKeyIdLength && account_of_id(access_key_id).has_value();
}

bool is_long_term_key_id(std::string_view access_key_id) {
  return access_key_id.size() >= kAccessKeyIdLengthMin && access_key_id.size() <= kAccessKeyIdLengthMax &&
         !is_session_key(access_key_id) &&
         std::ranges::all_of(access_key_id, [](char c) { return is_alphanumeric(c) || c == '_'; });
}

bool is_session_key(std::string_view access_key_id) { return access_key_id.starts_with(id_prefix::kSessionKey); }

Result<std::optional<KeyHolder>> find_key_holder(store::Session& session, store::Session& known, Seal const& seal,
                                                 PresentedKey const& presented, Time now) {
  if (is_session_key(presented.access_key_id)) return holder_of_session(session, known, seal, presented, now);
  auto holder = holder_of_long_term_key(known, presented);
  bool const is_unknown = holder.has_value() && !holder->has_value();
  bool const is_all_known = &known == &session;
  if (is_unknown && !is_all_known && store::AccessKeys(session).find(presented.access_key_id)) {
    return fail(errors::invalid_client_token());
  }
  return holder;
}

}  // namespace iam::service
