// What the suites about organizations share.
#pragma once

#include "caller.h"

#include <string>

namespace conformance {

inline Response organization(Caller const& me, std::string method, std::string body = {}) {
  return shared_server().exchange(
      {.method = std::move(method), .target = "/_iam/organization?account=" + me.account(), .body = std::move(body)});
}

// States the organization that `me` manages; the answer must be good.
inline void state_organization(Caller const& me, std::string body = "{}") {
  auto const stated = organization(me, "PUT", std::move(body));
  ASSERT_EQ(stated.status, 200) << stated.body;
}

// A root in which these accounts are.
inline std::string root_with(std::string const& accounts) { return R"("root":{"accounts":[)" + accounts + "]}"; }

inline std::string quoted(std::string const& text) { return "\"" + text + "\""; }

}  // namespace conformance
