// The whole emulator without a socket, for targets that send it requests. One store serves all inputs, so that they
// meet what others left behind.
#pragma once

#include "iam/base/encoding.h"
#include "iam/base/log.h"
#include "iam/face/request_journal.h"
#include "iam/gateway/gateway.h"

#include <boost/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <utility>

namespace iam::fuzz {

inline void require(bool holds) {
  if (!holds) std::abort();
}

// Takes the first line off `input`, without its end.
inline std::string_view take_line(std::string_view& input) {
  auto const line = input.substr(0, input.find('\n'));
  input.remove_prefix(std::min(input.size(), line.size() + 1));
  return line;
}

class Emulator {
 public:
  Emulator() {
    log::configure(log::Level::kOff, log::Format::kText);
    clock_.set(Time(std::chrono::milliseconds(1'772'705'472'000)));
  }

  // Every request is answered once, and not with an internal error.
  static gateway::HttpResponse send(gateway::Gateway& gateway, gateway::HttpRequest const& request) {
    gateway::HttpResponse answer;
    int replies = 0;
    gateway.handle(request, [&](gateway::HttpResponse response) {
      ++replies;
      answer = std::move(response);
    });
    require(replies == 1);
    require(answer.status != 500);
    return answer;
  }

  // Believes everybody.
  gateway::Gateway& trusting() { return *trusting_; }
  // Verifies signatures.
  gateway::Gateway& verifying() { return *verifying_; }

 private:
  std::unique_ptr<gateway::Gateway> make(gateway::AuthMode auth_mode) {
    return gateway::make_gateway({.store = *store_,
                                  .clock = clock_,
                                  .randomness = random_,
                                  .ids = ids_,
                                  .last_used = last_used_,
                                  .seal = seal_,
                                  .default_account = AccountId(123456789012),
                                  .auth_mode = auth_mode,
                                  .scope_region = {},
                                  .requests = &requests_,
                                  .description = {"0", ":memory:", "normal"},
                                  .more_metrics = {}});
  }

  service::LastUsed last_used_;
  std::unique_ptr<store::Store> store_ = store::Store::open({});
  EmulatorClock clock_;
  Randomness random_{1};
  IdSource ids_{random_};
  service::Seal seal_{*store_, random_};
  gateway::RequestJournal requests_{gateway::RequestJournal::kRequestsDefault};
  std::unique_ptr<gateway::Gateway> trusting_ = make(gateway::AuthMode::kOff);
  std::unique_ptr<gateway::Gateway> verifying_ = make(gateway::AuthMode::kVerify);
};

// What a client can read: nothing, or one JSON text in UTF-8.
inline void require_json(gateway::HttpResponse const& response) {
  if (response.body.empty()) return;
  require(is_utf8(response.body));
  boost::json::error_code error;
  boost::json::parse_options deep;
  deep.max_depth = 1000;
  (void)boost::json::parse(response.body, error, {}, deep);
  require(!error);
}

}  // namespace iam::fuzz
