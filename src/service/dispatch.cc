#include "iam/service/dispatch.h"

#include "iam/base/log.h"
#include "iam/service/errors.h"
#include "session_rules.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace iam::service {
namespace {

// Errors that any operation may answer, whatever its own list says.
constexpr std::string_view kCommonErrors[] = {"AccessDenied", "ValidationError", "InvalidInput", "LimitExceeded",
                                              "NoSuchEntity"};

bool is_declared(Operation const& operation, std::string_view code) {
  auto const contains = [&](auto const& codes) { return std::find(codes.begin(), codes.end(), code) != codes.end(); };
  return contains(operation.errors) || contains(std::span(kCommonErrors));
}

api::Wording wording_of(Service service) {
  return service == Service::kIam ? api::Wording::kWithoutValue : api::Wording::kWithValue;
}

Error broken_world(Operation const& operation, std::string_view request_id, std::exception_ptr const& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (std::exception const& exception) {
    log::error("{} {} failed: {}", request_id, operation.name, exception.what());
  }
  return errors::service_failure();
}

}  // namespace

void Dispatcher::dispatch(Operation const& operation, api::Value const& parameters, Caller caller,
                          std::string request_id, Done done) {
  if (operation.bind == nullptr) return done(fail(errors::not_implemented(operation.name)));
  if (auto allowed = check_session_rules(operation, caller); !allowed) return done(fail(std::move(allowed.error())));
  api::Violations violations(wording_of(operation.service));
  std::shared_ptr<Invocation> invocation = operation.bind(parameters, violations);
  if (auto error = violations.error()) return done(fail(*std::move(error)));

  if (operation.access == Access::kRead) {
    read(operation, std::move(invocation), caller, request_id, done);
  } else {
    write(operation, std::move(invocation), std::move(caller), std::move(request_id), std::move(done));
  }
}

void Dispatcher::read(Operation const& operation, std::shared_ptr<Invocation> invocation, Caller const& caller,
                      std::string const& request_id, Done const& done) {
  Outcome outcome = invocation;
  try {
    store_.read([&](store::Session& session) {
      if (auto status = run(operation, *invocation, caller, request_id, session); !status.has_value()) {
        outcome = fail(std::move(status.error()));
      }
    });
  } catch (std::exception const&) {
    outcome = fail(broken_world(operation, request_id, std::current_exception()));
  }
  done(std::move(outcome));
}

void Dispatcher::write(Operation const& operation, std::shared_ptr<Invocation> invocation, Caller caller,
                       std::string request_id, Done done) {
  // What the two halves of a write share: they may run on another thread, after dispatch has returned.
  struct Pending {
    Operation const& operation;
    std::shared_ptr<Invocation> invocation;
    Caller caller;
    std::string request_id;
    Done done;
    Status status;
  };
  auto const pending = std::make_shared<Pending>(
      Pending{operation, std::move(invocation), std::move(caller), std::move(request_id), std::move(done), {}});

  store_.write(
      [this, pending](store::Session& session) {
        pending->status = run(pending->operation, *pending->invocation, pending->caller, pending->request_id, session);
        return pending->status.has_value() ? store::Verdict::kCommit : store::Verdict::kRollback;
      },
      [pending](std::exception_ptr failure) {
        if (failure != nullptr) {
          pending->done(fail(broken_world(pending->operation, pending->request_id, failure)));
        } else if (!pending->status.has_value()) {
          pending->done(fail(std::move(pending->status.error())));
        } else {
          pending->done(pending->invocation);
        }
      });
}

Status Dispatcher::run(Operation const& operation, Invocation& invocation, Caller const& caller,
                       std::string const& request_id, store::Session& session) {
  Call call{caller, session, clock_.now(), ids_, last_used_, seal_, request_id};
  auto status = invocation.run(call);
  if (!status.has_value() && !is_declared(operation, status.error().code)) {
    log::warning("{} {} answers {}, which its model does not declare", request_id, operation.name, status.error().code);
  }
  return status;
}

}  // namespace iam::service
