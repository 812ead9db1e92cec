#include "iam/face/face.h"

#include "iam/base/log.h"

#include <exception>
#include <memory>
#include <utility>

namespace iam::gateway {
namespace {

FaceOutcome run(Environment const& environment, service::Authorizer& authorizer, FaceCall const& face_call,
                store::Session& session) {
  service::Authorization authorization(authorizer);
  service::Call call{face_call.caller,      session,          environment.clock.now(), environment.ids,
                     environment.last_used, environment.seal, authorization,           face_call.origin,
                     face_call.request_id};
  return face_call.work(call);
}

void log_failure(FaceCall const& call, std::exception_ptr const& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (std::exception const& exception) {
    log::error("{} {} failed: {}", call.request_id, call.operation, exception.what());
  }
}

FaceOutcome read(Environment const& environment, service::Authorizer& authorizer, FaceCall const& call, Error broken) {
  FaceOutcome outcome;
  try {
    environment.store.read([&](store::Session& session) { outcome = run(environment, authorizer, call, session); });
  } catch (std::exception const&) {
    log_failure(call, std::current_exception());
    return fail(std::move(broken));
  }
  return outcome;
}

}  // namespace

void carry_out(Environment const& environment, service::Authorizer& authorizer, FaceCall call, Error broken,
               std::function<void(FaceOutcome)> done) {
  if (call.access == service::Access::kRead) return done(read(environment, authorizer, call, std::move(broken)));

  // What the two halves of a write share: they may run on another thread, after this function has returned.
  struct Pending {
    FaceCall call;
    Error broken;
    std::function<void(FaceOutcome)> done;
    FaceOutcome outcome;
  };
  auto const pending =
      std::make_shared<Pending>(Pending{std::move(call), std::move(broken), std::move(done), FaceOutcome()});
  environment.store.write(
      [&environment, &authorizer, pending](store::Session& session) {
        pending->outcome = run(environment, authorizer, pending->call, session);
        return pending->outcome.has_value() ? store::Verdict::kCommit : store::Verdict::kRollback;
      },
      [pending](std::exception_ptr failure) {
        if (failure != nullptr) {
          log_failure(pending->call, failure);
          pending->outcome = fail(std::move(pending->broken));
        }
        pending->done(std::move(pending->outcome));
      });
}

}  // namespace iam::gateway
