// What the suites about the operator's JSON share.
#pragma once

#include "json_answer.h"
#include "program.h"

#include <boost/json.hpp>

#include <string>

namespace conformance {

inline JsonAnswer operator_get(std::string const& target, Server const& server = shared_server()) {
  return JsonAnswer(server.exchange({.target = target}));
}

inline JsonAnswer operator_post(std::string const& target, boost::json::value const& body,
                                Server const& server = shared_server()) {
  return JsonAnswer(server.exchange({.method = "POST", .target = target, .body = boost::json::serialize(body)}));
}

MATCHER_P(is_refused_with, sentence, "") { return arg.status() == 400 && arg.text("/error") == sentence; }

}  // namespace conformance
