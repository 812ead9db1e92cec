#include "iam/service/dispatch.h"

#include "iam/authorization/carry_out.h"
#include "iam/authorization/permission_request.h"
#include "iam/base/log.h"
#include "iam/call/errors.h"
#include "iam/store/replica.h"
#include "sts/session_rules.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace iam::service {
namespace {

// Errors that any operation may answer, whatever its own list says.
constexpr std::string_view kCommonErrors[] = {api::kAccessDenied.name, api::kValidationError.name,
                                              api::kInvalidInput.name, api::kLimitExceeded.name,
                                              api::kNoSuchEntity.name};

bool is_declared(Operation const& operation, std::string_view code) {
  auto const contains = [&](auto const& codes) { return std::find(codes.begin(), codes.end(), code) != codes.end(); };
  return contains(operation.errors) || contains(std::span(kCommonErrors));
}

api::Wording wording_of(Service service) {
  return service == Service::kIam ? api::Wording::kWithoutValue : api::Wording::kWithValue;
}

Result<std::shared_ptr<Invocation>> bind(Operation const& operation, api::Value const& parameters) {
  api::Violations violations(wording_of(operation.service));
  std::shared_ptr<Invocation> invocation = operation.bind(parameters, violations);
  if (auto error = violations.error()) return fail(*std::move(error));
  return invocation;
}

Status run(Call& call, Operation const& operation, PermissionRequest const& permission, Invocation& invocation,
           Dispatcher::Recall const& recall) {
  auto status = call.authorization.check_operation(call, operation, permission);
  auto const version = call.store.version();
  bool const is_known = status.has_value() && recall && version.has_value() && recall(*version);
  if (status.has_value() && !is_known) status = invocation.run(call);
  if (!status.has_value() && !is_declared(operation, status.error().code)) {
    log::warning("{} {} answers {}, which its model does not declare", call.request_id, operation.name,
                 status.error().code);
  }
  return status;
}

}  // namespace

Status operate(Call& call, Operation const& operation, api::Value const& parameters) {
  auto const invocation = bind(operation, parameters);
  if (!invocation) return fail(invocation.error());
  return run(call, operation, permission_request(operation.permission, parameters), **invocation, {});
}

void Dispatcher::dispatch(Operation const& operation, api::Value const& parameters, Caller caller, Origin origin,
                          std::string request_id, Recall recall, Done done) {
  auto const refuse = [&](Error error) { done(fail(std::move(error)), ""); };
  if (operation.bind == nullptr) return refuse(errors::not_implemented(operation.name));
  if (auto allowed = check_session_rules(operation, caller); !allowed) return refuse(std::move(allowed.error()));
  // What was answered before was sound. Where nobody has to be asked for permission, that is all.
  if (recall && !surroundings_.store.replica().serves_reads() && recall(surroundings_.store.version()) &&
      surroundings_.authorizer.lets_pass(caller, operation, permission_request(operation.permission, parameters))) {
    return done(std::shared_ptr<Invocation const>(), "");
  }
  auto bound = bind(operation, parameters);
  if (!bound) return refuse(std::move(bound.error()));
  std::shared_ptr<Invocation> const invocation = *std::move(bound);

  auto run_it = [&operation, invocation, permission = permission_request(operation.permission, parameters),
                 recall = std::move(recall)](Call& call) {
    return run(call, operation, permission, *invocation, recall);
  };
  carry_out(surroundings_,
            {operation.name, operation.access, std::move(caller), std::move(origin), std::move(request_id),
             std::move(run_it)},
            errors::service_failure(),
            [invocation, done = std::move(done)](Status status, std::string const& decision) {
              if (status.has_value()) return done(invocation, decision);
              done(fail(std::move(status.error())), decision);
            });
}

}  // namespace iam::service
