// What an operation needs around it: an empty store in memory, a clock that stands still, ids that repeat, a caller.
#pragma once

#include "iam/call/call.h"
#include "iam/service/dispatch.h"
#include "iam/store/store.h"

#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace iam::service {

struct World {
  World() { clock.set(Time(std::chrono::milliseconds(1'772'705'472'000))); }

  LastUsed last_used;
  CodeAttempts code_attempts;
  std::unique_ptr<store::Store> store = store::Store::open({});
  EmulatorClock clock;
  std::unique_ptr<RandomSource> random = make_seeded_random(1);
  IdSource ids{*random};
  Seal seal{*store, *random};
  Authorizer authorizer{Enforcement::kNone};
  Surroundings surroundings{*store, clock, ids, last_used, code_attempts, seal, authorizer};
  Dispatcher dispatcher{surroundings};
  Caller root = Caller::root(AccountId(123456789012), Partition::kAws, "test");

  // Runs a handler as dispatch would, but keeps what it wrote even when it fails.
  template <class Request, class Outcome>
  Outcome ask(Outcome (*handler)(Call&, Request const&), std::type_identity_t<Request> const& request,
              Caller const* caller = nullptr) {
    Outcome outcome;
    store->write(
        [&](store::Session& session) {
          Origin const origin;
          Authorization authorization(authorizer);
          auto call =
              surroundings.call(caller == nullptr ? root : *caller, session, session, authorization, origin, "request");
          outcome = handler(call, request);
          return store::Verdict::kCommit;
        },
        [](std::exception_ptr failure) {
          if (failure != nullptr) std::rethrow_exception(failure);
        });
    return outcome;
  }

  // Carries out an operation through dispatch.
  Dispatcher::Outcome carry_out(Operation const& operation, api::Value const& parameters = {}) {
    Dispatcher::Outcome outcome;
    dispatcher.dispatch(operation, parameters, root, {}, "request", {},
                        [&](Dispatcher::Outcome answer, std::string const&) { outcome = std::move(answer); });
    return outcome;
  }
};

}  // namespace iam::service
