#include "iam/call/sessions.h"

#include "iam/base/ids.h"
#include "iam/call/errors.h"
#include "iam/store/faces/disabled_users.h"
#include "iam/store/roles.h"
#include "iam/store/session_epochs.h"
#include "iam/store/users.h"

#include <memory>

namespace iam::service {
namespace {

using Kind = SessionContext::Kind;

constexpr std::size_t kEpochLength = 16;

// The account's, begun with its first session, and with the first one after each savepoint. Where ids repeat, the same
// epoch would begin again after each restoring of a savepoint, and bring the sessions of the one before back; so each
// session has an epoch of its own, which no other session can have.
std::string epoch_of(Call& call, SessionToken const& token, IdSource& ids) {
  store::SessionEpochs epochs(call.store);
  if (ids.is_repeatable()) {
    auto epoch = digest_of(token);
    epochs.insert_closed(token.account, epoch);
    return epoch;
  }
  if (auto epoch = epochs.open(token.account)) return *std::move(epoch);
  auto epoch = ids.base32(kEpochLength);
  epochs.insert_open(token.account, epoch);
  return epoch;
}

// Whoever comes with an identity provider's word belongs to no account: the session is of the role's.
IdSource& ids_of(Call& call, IdSource& of_session) { return call.caller.access_key_id.empty() ? of_session : call.ids; }

// A role keeps its name as long as it lives.
std::optional<Caller> role_session(store::Session& session, SessionToken& token, Partition partition) {
  auto& context = token.context;
  auto const role = store::Roles(session).find(token.account, context.issuer.name);
  if (!role.has_value() || role->unique_id != context.issuer.unique_id) return std::nullopt;
  context.issuer.arn = iam_arn(partition, token.account, "role", role->path, role->name);
  return Caller{.kind = Caller::Kind::kAssumedRole,
                .account = token.account,
                .partition = partition,
                .arn = sts_arn(partition, token.account, "assumed-role/" + role->name + "/" + context.name),
                .unique_id = role->unique_id + ":" + context.name,
                .entity = role->id};
}

// The caller is the user with the present name and path.
std::optional<Caller> user_session(store::Session& session, SessionToken& token, Partition partition) {
  auto const user = store::Users(session).find_by_unique_id(token.account, token.context.issuer.unique_id);
  if (!user.has_value()) return std::nullopt;
  if (store::DisabledUsers(session).contains(user->id)) return std::nullopt;
  auto caller = Caller::user(*user, partition, "");
  token.context.issuer.arn = caller.arn;
  token.context.issuer.name = user->name;
  return caller;
}

std::optional<Caller> issuer_session(store::Session& session, SessionToken& token, Partition partition) {
  if (token.is_of_user) return user_session(session, token, partition);
  auto caller = Caller::root(token.account, partition, "");
  token.context.issuer.arn = caller.arn;
  return caller;
}

std::optional<Caller> federated_session(store::Session& session, SessionToken& token, Partition partition) {
  if (!issuer_session(session, token, partition).has_value()) return std::nullopt;
  auto const& name = token.context.name;
  return Caller{.kind = Caller::Kind::kFederatedUser,
                .account = token.account,
                .partition = partition,
                .arn = sts_arn(partition, token.account, "federated-user/" + name),
                .unique_id = token.account.text() + ":" + name};
}

// Whether a user's permissions are what the session has, and not a role's or root's.
bool is_of_user(Call const& call) {
  auto const& caller = call.caller;
  if (caller.kind == Caller::Kind::kUser) return true;
  return caller.kind == Caller::Kind::kFederatedUser && !caller.session->issuer.name.empty();
}

}  // namespace

std::optional<Caller> caller_of(store::Session& session, SessionToken& token, Partition partition) {
  switch (token.context.kind) {
    case Kind::kAssumedRole:
      return role_session(session, token, partition);
    case Kind::kFederatedUser:
      return federated_session(session, token, partition);
    case Kind::kSessionToken:
    case Kind::kAssumedRoot:
    case Kind::kDelegated:
      return issuer_session(session, token, partition);
  }
  return std::nullopt;
}

SessionToken session_of_caller(Call& call) {
  SessionToken token{.account = call.account(), .is_of_user = is_of_user(call)};
  token.context.issuer.unique_id = call.caller.unique_id;
  if (call.caller.session != nullptr) token.context = *call.caller.session;
  return token;
}

// AWS lets a session live on when the access key it was asked with is deactivated or deleted.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_disable-perms.html
Result<std::optional<KeyHolder>> holder_of_session(store::Session& session, store::Session& known, Seal const& seal,
                                                   PresentedKey const& presented, Time now) {
  if (!presented.session_token.has_value()) return fail(errors::invalid_client_token());
  if (!looks_like_token(*presented.session_token)) return std::nullopt;
  auto token = opened_token(seal, *presented.session_token);
  if (!token.has_value() || token->access_key_id != presented.access_key_id) {
    return fail(errors::invalid_client_token());
  }
  bool const has_ended = !store::SessionEpochs(session).contains(token->account, token->epoch);
  if (has_ended) return fail(errors::invalid_client_token());
  if (now >= token->context.expires_at) return fail(errors::expired_token());
  auto caller = caller_of(session, *token, presented.partition);
  // Its role or user may have been deleted, and nobody know it yet.
  if (!caller.has_value() && &known != &session) caller = caller_of(known, *token, presented.partition);
  if (!caller.has_value()) return fail(errors::invalid_client_token());
  caller->access_key_id = std::move(token->access_key_id);
  caller->session = std::make_shared<SessionContext const>(std::move(token->context));
  return KeyHolder{*std::move(caller), std::move(token->secret)};
}

Result<IssuedCredentials> issue(Call& call, SessionToken token, std::chrono::milliseconds duration,
                                std::size_t token_size_min) {
  auto of_session = call.ids.of(token.account);
  auto& ids = ids_of(call, of_session);
  token.access_key_id = ids.unique_id(id_prefix::kSessionKey, token.account, kAccessKeyIdLength);
  token.secret = Secret(ids.secret(kSecretAccessKeyLength));
  if (token.context.issued_at == Time()) token.context.issued_at = call.now;
  token.context.expires_at = call.now + duration;
  token.epoch = epoch_of(call, token, ids);
  auto sealed = sealed_token(call.seal, token, ids, token_size_min);
  if (sealed.size() > kSessionTokenSizeMax) {
    return fail(errors::session_token_too_large(sealed.size(), kSessionTokenSizeMax));
  }
  IssuedCredentials issued{.credentials = {}, .token_size = static_cast<std::int32_t>(sealed.size())};
  issued.token_utilization =
      static_cast<std::int32_t>((sealed.size() * 100 + kSessionTokenSizeMax / 2) / kSessionTokenSizeMax);
  issued.credentials = {.access_key_id = std::move(token.access_key_id),
                        .secret_access_key = std::move(token.secret),
                        .session_token = std::move(sealed),
                        .expiration = token.context.expires_at};
  return issued;
}

}  // namespace iam::service
