// A client that signs, for servers that look at signatures. It shares no code with the server.
#pragma once

#include "caller.h"

#include <string>
#include <string_view>

namespace conformance {

struct Credentials {
  std::string access_key_id;
  std::string secret;
  std::string session_token = {};
  std::string region = "us-east-1";  // that requests are signed for
};

// Signs with the time of now: the server's clock must be real.
class SignedCaller {
 public:
  SignedCaller(Server const& server, Credentials credentials) : server_(server), credentials_(std::move(credentials)) {}

  Answer iam(std::string_view action, Pairs parameters = {}) const {
    return call("iam", "2010-05-08", action, parameters);
  }
  Answer sts(std::string_view action, Pairs parameters = {}) const {
    return call("sts", "2011-06-15", action, parameters);
  }
  // Any request to `/`: with these headers beside those that sign it for the service.
  Response post(std::string const& service, Pairs headers, std::string const& body) const;
  // A request without a body. `path` needs no escapes.
  Response get(std::string const& service, std::string const& path, Pairs const& query) const;

 private:
  // `query` is of one parameter at most, so that it is in order.
  Response send(std::string const& service, Request request, std::string const& query) const;
  Answer call(std::string const& service, std::string const& version, std::string_view action, Pairs parameters) const;

  Server const& server_;
  Credentials credentials_;
};

}  // namespace conformance
