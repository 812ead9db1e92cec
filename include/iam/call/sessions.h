// Temporary credentials: made by STS, shown by clients, kept by nobody.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp.html
#pragma once

#include "iam/api/sts_common.h"
#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/call/presented_key.h"
#include "iam/call/session_token.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace iam::service {

// Whose session it is, when `presented` is a session key and its token. Nothing when the token is of another make than
// this program's. InvalidClientTokenId when there is no token, or one that was changed or belongs to another key, and
// when the role or user is gone, even if there is a new one of that name; ExpiredToken after its time.
// `known`: as Call has it; whose deletion is not known yet goes on.
Result<std::optional<KeyHolder>> holder_of_session(store::Session& session, store::Session& known, Seal const& seal,
                                                   PresentedKey const& presented, Time now);

// Who acts with that session, and completes its context. Nothing when the role or user is gone, or may not act.
std::optional<Caller> caller_of(store::Session& session, SessionToken& token, Partition partition);

// A session to hand on: it may do what the caller may, and no more. With long-term keys there is nothing to inherit but
// whose it is, and its kind is for the caller of this to say.
SessionToken session_of_caller(Call& call);

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-limits-entity-length
inline constexpr std::size_t kSessionTokenSizeMax = 4096;

struct IssuedCredentials {
  api::sts::Credentials credentials;
  std::int32_t token_size = 0;         // in bytes
  std::int32_t token_utilization = 0;  // in per cent of kSessionTokenSizeMax
};

// Makes the credentials of a session that lasts so long from now on. Fills what `token` does not say: key, secret,
// epoch and times. The session token has at least `token_size_min` bytes. PackedPolicyTooLarge when it had more than
// kSessionTokenSizeMax. REQUIRES: token_size_min <= kSessionTokenSizeMax.
Result<IssuedCredentials> issue(Call& call, SessionToken token, std::chrono::milliseconds duration,
                                std::size_t token_size_min = 0);

}  // namespace iam::service
