// What the suites about federated identities share: a server that is its own identity provider.
#pragma once

#include "last_of_each.h"
#include "sessions.h"

#include <stdexcept>
#include <string>

namespace conformance {

inline Server& federation_server() {
  static Server server({"--test-idp", "on"});
  return server;
}

// The text of a member of a flat JSON object.
inline std::string member_of(std::string const& json, std::string const& name) {
  auto const key = "\"" + name + "\":\"";
  auto const begin = json.find(key);
  if (begin == std::string::npos) throw std::runtime_error("no " + name + " in " + json);
  return json.substr(begin + key.size(), json.find('"', begin + key.size()) - begin - key.size());
}

inline std::string minted_token(Server const& server, std::string const& claims) {
  return member_of(server.exchange({.method = "POST", .target = "/_iam/oidc/token", .body = last_of_each(claims)}).body,
                   "token");
}

inline std::string signed_assertion(Server const& server, std::string const& body) {
  auto const answer = server.exchange({.method = "POST", .target = "/_iam/saml/assertion", .body = last_of_each(body)});
  return member_of(answer.body, "assertion");
}

inline std::string federated_principal(std::string const& arn) { return R"({"Federated":")" + arn + R"("})"; }

}  // namespace conformance
