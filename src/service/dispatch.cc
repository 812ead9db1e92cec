#include "iam/service/dispatch.h"

#include "iam/authorization/permission_request.h"
#include "iam/base/log.h"
#include "iam/call/errors.h"
#include "sts/session_rules.h"

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

// One request on its way. Its parts may run on several threads, after dispatch has returned.
struct Dispatcher::Pending {
  Operation const& operation;
  std::shared_ptr<Invocation> invocation;
  PermissionRequest permission;
  Caller caller;
  Origin origin;
  std::string request_id;
  Done done;
  Status status;
  std::string decision;

  void finish(std::exception_ptr const& failure) {
    if (failure != nullptr) status = fail(broken_world(operation, request_id, failure));
    if (status.has_value()) {
      done(std::move(invocation), decision);
    } else {
      done(fail(std::move(status.error())), decision);
    }
  }
};

void Dispatcher::dispatch(Operation const& operation, api::Value const& parameters, Caller caller, Origin origin,
                          std::string request_id, Done done) {
  auto const refuse = [&](Error error) { done(fail(std::move(error)), ""); };
  if (operation.bind == nullptr) return refuse(errors::not_implemented(operation.name));
  if (auto allowed = check_session_rules(operation, caller); !allowed) return refuse(std::move(allowed.error()));
  api::Violations violations(wording_of(operation.service));
  auto invocation = operation.bind(parameters, violations);
  if (auto error = violations.error()) return refuse(*std::move(error));

  auto const pending = std::make_shared<Pending>(Pending{operation,
                                                         std::move(invocation),
                                                         permission_request(operation.permission, parameters),
                                                         std::move(caller),
                                                         std::move(origin),
                                                         std::move(request_id),
                                                         std::move(done),
                                                         {},
                                                         {}});
  if (operation.access == Access::kRead) {
    read(*pending);
  } else {
    write(pending);
  }
}

void Dispatcher::read(Pending& pending) {
  std::exception_ptr failure;
  try {
    store_.read([&](store::Session& session) { pending.status = run(pending, session); });
  } catch (std::exception const&) {
    failure = std::current_exception();
  }
  pending.finish(failure);
}

void Dispatcher::write(std::shared_ptr<Pending> const& pending) {
  store_.write(
      [this, pending](store::Session& session) {
        pending->status = run(*pending, session);
        return pending->status.has_value() ? store::Verdict::kCommit : store::Verdict::kRollback;
      },
      [pending](std::exception_ptr const& failure) { pending->finish(failure); });
}

Status Dispatcher::run(Pending& pending, store::Session& session) {
  auto const& operation = pending.operation;
  Authorization authorization(authorizer_);
  Call call{pending.caller, session,        clock_.now(),      ids_, last_used_, seal_,
            authorization,  pending.origin, pending.request_id};
  auto status = authorization.check_operation(call, operation, pending.permission);
  if (status.has_value()) status = pending.invocation->run(call);
  pending.decision = authorization.decision();
  if (!status.has_value() && !is_declared(operation, status.error().code)) {
    log::warning("{} {} answers {}, which its model does not declare", pending.request_id, operation.name,
                 status.error().code);
  }
  return status;
}

}  // namespace iam::service
