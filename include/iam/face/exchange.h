// A request to one of the faces on its way to its answer, and what every face does at its end: count it, log it, tell
// what policies said, reply.
#pragma once

#include "iam/base/result.h"
#include "iam/face/environment.h"
#include "iam/face/faults.h"
#include "iam/face/http.h"
#include "iam/face/metrics.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace iam::gateway {

// Kept alive until the reply, which may come from another thread.
struct Exchange {
  Environment const& environment;
  Metrics& metrics;
  std::string request_id;
  Reply reply;
  Metrics::Subject subject = {};     // as what it is counted; until it is known, as one that named no operation
  std::string_view operation = "?";  // a string literal
  std::string caller_arn = "nobody";
  std::shared_ptr<Strike const> fault = nullptr;  // that the operator wants of it; null: none
  std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();

  // REQUIRES: called once. `error`: what the answer tells of, or null. `decision`: as Authorization::decision() has it;
  // with `soft` the client is told, in the header x-iamlocal-decision. A fault is told in x-iamlocal-fault, and what it
  // says of the answer's way comes true.
  void finish(HttpResponse answer, Error const* error, std::string_view decision = {}) const;
};

}  // namespace iam::gateway
