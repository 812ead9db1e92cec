// What a session token carries: everything about a session, so that nothing has to be stored to recognise it.
#pragma once

#include "iam/base/account.h"
#include "iam/base/secret.h"
#include "iam/call/seal.h"
#include "iam/call/session_context.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace iam::service {

struct SessionToken {
  AccountId account;
  std::string epoch;  // one of the account
  std::string access_key_id;
  Secret secret;
  // Whether a user issued it, who may change names meanwhile, and not a role or root.
  bool is_of_user = false;
  // The ARN of its issuer is not carried: whoever resolves the token knows it better.
  SessionContext context;
};

// Opaque text of the alphabet of base64, some hundred characters, and more with session policies and tags; at least
// `size_min` of them, and no more than it takes.
std::string sealed_token(Seal const& seal, SessionToken const& token, IdSource& ids, std::size_t size_min = 0);

// Text that only this very token has, whatever its epoch is.
std::string digest_of(SessionToken token);

// Nothing for a text that this server has not sealed.
std::optional<SessionToken> opened_token(Seal const& seal, std::string_view text);

// Whether the text begins as the tokens of this program do, good or not: those of AWS begin otherwise.
bool looks_like_token(std::string_view text);

}  // namespace iam::service
