#include "authn.h"

#include "errors.h"
#include "iam/base/arn.h"
#include "iam/call/credential_status.h"
#include "iam/face/key_holders.h"
#include "iam/sigv4/sdk_hmac.h"
#include "iam/store/access_keys.h"
#include "iam/store/faces/disabled_users.h"
#include "iam/store/users.h"

#include <optional>
#include <utility>

namespace iam::gateway::huawei {
namespace {

using service::Caller;

// Why a key that this server made is refused. AWS's face has one sentence for all of it.
Error refusal(Environment const& environment, std::string_view access_key_id) {
  auto error = errors::bad_signature();
  environment.store.read([&](store::Session& session) {
    auto const key = store::AccessKeys(session).find(access_key_id);
    if (!key.has_value()) return;
    if (key->user.has_value() && store::DisabledUsers(session).contains(*key->user)) {
      auto const user = store::Users(session).find_by_id(key->account, *key->user);
      error = errors::disabled_user(user.has_value() ? user->name : "", access_key_id);
    } else if (key->status != service::kActive) {
      error = errors::inactive_access_key(access_key_id);
    }
  });
  return error;
}

bool is_signed(HttpRequest const& request, sigv4::SdkAuthorization const& authorization, Secret const& secret,
               Time now) {
  return sigv4::is_signed({request.method, request.target, request.headers, request.body}, authorization, secret, now);
}

// Nobody issues tokens here: whoever sends one is as good as unsigned, and is told what the token is not.
Error unsigned_refusal(HttpRequest const& request) {
  return request.header("X-Auth-Token").empty() ? errors::no_signature() : errors::no_such_token();
}

}  // namespace

Result<Caller> caller_of(HttpRequest const& request, Environment const& environment) {
  bool const is_verifying = environment.auth_mode != AuthMode::kOff;
  auto const authorization = sigv4::parse_sdk_authorization(request.header("Authorization"));
  if (!authorization.has_value()) {
    if (is_verifying) return fail(unsigned_refusal(request));
    return Caller::root(environment.default_account, environment.partition, "");
  }

  auto const now = environment.clock.now();
  service::PresentedKey presented{.access_key_id = authorization->access_key_id, .partition = environment.partition};
  if (auto const token = request.header("X-Security-Token"); !token.empty()) presented.session_token = token;
  auto holder = minted_key_holder(environment, presented, now);
  if (!holder.has_value()) return fail(refusal(environment, presented.access_key_id));
  bool const is_minted = holder->has_value();
  if (!is_minted) *holder = bootstrap_key_holder(presented, environment.default_account);
  if (is_verifying) {
    bool const is_proven = holder->has_value() && is_signed(request, *authorization, (*holder)->secret, now);
    if (!is_proven) return fail(errors::bad_signature());
  }
  if (!holder->has_value())
    return Caller::root(environment.default_account, environment.partition, presented.access_key_id);
  if (is_minted) {
    environment.last_used.record(presented.access_key_id, {now, "iam", std::string(iam_region(environment.partition))});
  }
  return std::move((*holder)->caller);
}

}  // namespace iam::gateway::huawei
