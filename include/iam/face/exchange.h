// A request to one of the faces on its way to its answer, and what every face does at its end: count it, log it, put it
// into the journal, tell what policies said, reply.
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/face/environment.h"
#include "iam/face/faults.h"
#include "iam/face/http.h"
#include "iam/face/metrics.h"
#include "iam/face/parameters.h"
#include "iam/face/request_journal.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace iam::gateway {

// Of a request that names none that there is.
inline constexpr std::string_view kNoOperation = "?";

// Kept alive until the reply, which may come from another thread.
struct Exchange {
  Environment const& environment;
  Metrics& metrics;
  std::string request_id;
  Reply reply;
  std::string_view source = "aws";  // the face, a string literal
  Metrics::Subject subject = {};    // as what it is counted; until it is known, as one that named no operation
  std::string_view service = {};    // "iam", a string literal; empty until it is known
  std::string_view operation = kNoOperation;  // a string literal
  AccountId account = environment.default_account;
  std::string caller_arn = "nobody";
  std::shared_ptr<Strike const> fault = nullptr;  // that the operator wants of it; null: none
  KeptParameters parameters = {};
  Notes notes = {};  // for the operator, of the error that it ends in
  std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();

  // Whether anybody wants to know the parameters: they are read for nothing else.
  bool wants_parameters() const;
  void sent_by(service::Caller const& caller);

  // REQUIRES: called once. `error`: what the answer tells of, or null. `decision`: as Authorization::decision() has it;
  // with `soft` the client is told, in the header x-iamlocal-decision. A fault is told in x-iamlocal-fault, and what it
  // says of the answer's way comes true.
  void finish(HttpResponse answer, Error const* error, std::string_view decision = {}) const;

 private:
  std::string_view known_operation() const { return operation == kNoOperation ? std::string_view() : operation; }
  void write_log(int status, std::string_view code, std::string_view sentence,
                 std::chrono::microseconds duration) const;
};

}  // namespace iam::gateway
