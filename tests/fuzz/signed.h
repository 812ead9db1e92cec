// What the targets of signatures check.
#pragma once

#include "iam/base/encoding.h"
#include "iam/sigv4/sign.h"
#include "iam/sigv4/signature.h"

#include <cstdlib>
#include <string_view>

namespace iam::sigv4 {

inline void require(bool holds) {
  if (!holds) std::abort();
}

inline Signer fuzz_signer() { return {.access_key_id = "test", .secret = Secret("test"), .session_token = {}}; }

inline bool holds(Request const& request) {
  auto const authorization = authorization_of(request);
  if (!authorization.has_value()) return false;
  auto const key = derive_signing_key(Secret("test"), authorization->credential());
  return check_signature(request, *authorization, key).has_value();
}

// What a server does with a request that claims anything.
inline void verify(Request const& request) {
  auto const authorization = authorization_of(request);
  if (!authorization.has_value()) {
    require(authorization.error().http_status == 400 || authorization.error().http_status == 403);
    require(is_utf8(authorization.error().message.value_or("\xff")));
    return;
  }
  require(parse_credential(authorization->credential_text).has_value());
  check_time(*authorization, Time(std::chrono::seconds(1'772'705'472)));
  check_scope(*authorization, {.service = "sts", .region = "us-east-1"});
  // Nobody makes a signature by accident.
  require(!holds(request));
}

inline std::string_view take_line(std::string_view& input) {
  auto const line = input.substr(0, input.find('\n'));
  input.remove_prefix(line.size() < input.size() ? line.size() + 1 : line.size());
  return line;
}

}  // namespace iam::sigv4
