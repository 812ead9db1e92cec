#include "iam/state/apply.h"

#include "given_ids.h"
#include "iam/api/error_code.h"
#include "iam/authorization/authorizer.h"
#include "iam/call/code_attempts.h"
#include "iam/call/errors.h"
#include "iam/call/operation.h"
#include "iam/service/dispatch.h"
#include "iam/store/access_keys.h"
#include "iam/store/groups.h"
#include "iam/store/policies.h"
#include "iam/store/roles.h"
#include "iam/store/users.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace iam::state {
namespace {

constexpr std::string_view kRequestId = "state";

class Applier {
 public:
  Applier(Partition partition, service::Surroundings const& surroundings, store::Session& session)
      : partition_(partition), surroundings_(surroundings), session_(session) {}

  std::vector<std::string> const& notes() const { return notes_; }

  tl::expected<void, Mistake> run(Step const& step) {
    auto done = carry_out(step);
    if (done.has_value()) return {};
    auto& error = done.error();
    auto const what = step.operation.empty() ? std::string() : fmt::format("{}: ", step.operation);
    return tl::unexpected(Mistake{.line = step.line,
                                  .message = fmt::format("{}{}: {}", what, error.code, error.message.value_or("")),
                                  .code = std::move(error.code)});
  }

 private:
  Status carry_out(Step const& step) {
    if (auto free = check_key_id(step.given); !free) return free;
    auto const taken = taken_id(step);
    auto const caller = service::Caller::root(step.account, partition_, step.account.text());
    service::Origin const origin;
    service::Authorization authorization(authorizer_);
    GivenIds ids(surroundings_.ids.of(step.account), step.given);
    service::Call call{.caller = caller,
                       .store = session_,
                       .known = session_,
                       .now = step.given.at.value_or(surroundings_.clock.now()),
                       .ids = ids,
                       .last_used = surroundings_.last_used,
                       .code_attempts = code_attempts_,
                       .seal = surroundings_.seal,
                       .authorization = authorization,
                       .origin = origin,
                       .request_id = kRequestId,
                       .strictness = surroundings_.strictness};
    if (step.before) {
      if (auto done = step.before(call); !done) return done;
    }
    if (!step.operation.empty()) {
      // INVARIANT: steps name operations of the API.
      auto const& operation = *service::find_operation(service::Service::kIam, step.operation);
      auto done = service::operate(call, operation, step.parameters);
      if (!done && step.if_malformed && done.error().code == api::kMalformedPolicyDocument.name) {
        notes_.push_back(fmt::format("{}: {}", step.if_malformed_note, done.error().message.value_or("")));
        done = step.if_malformed(call);
      }
      if (!done) return done;
    }
    // Told last: whatever else is there twice, such as the name, says more.
    if (taken.has_value()) {
      return fail(service::errors::entity_already_exists(fmt::format("The id {} exists already.", *taken)));
    }
    return step.after ? step.after(call) : Status();
  }

  // An id that is made up is free. One that is given may be another's, of any account, or one that was deleted.
  Status check_key_id(Given const& given) {
    auto const id = given.ids.find(id_prefix::kAccessKey);
    if (id == given.ids.end()) return {};
    store::AccessKeys keys(session_);
    if (!keys.find(id->second).has_value() && !keys.was_deleted(id->second)) return {};
    return fail(service::errors::entity_already_exists(
        fmt::format("The access key with id {} exists already, or was deleted.", id->second)));
  }

  // Of those that others are found, or trusted, by. They are unique in their account alone, so that it can be copied.
  std::optional<std::string> taken_id(Step const& step) {
    for (auto const& [prefix, id] : step.given.ids) {
      if (is_taken(prefix, id, step.account)) return id;
    }
    return std::nullopt;
  }

  bool is_taken(std::string_view prefix, std::string_view id, AccountId account) {
    if (prefix == id_prefix::kUser) return store::Users(session_).find_by_unique_id(account, id).has_value();
    if (prefix == id_prefix::kGroup) return store::Groups(session_).find_by_unique_id(account, id).has_value();
    if (prefix == id_prefix::kManagedPolicy)
      return store::Policies(session_).find_by_unique_id(account, id).has_value();
    return prefix == id_prefix::kRole && store::Roles(session_).has_unique_id(account, id);
  }

  Partition partition_;
  service::Surroundings const& surroundings_;
  store::Session& session_;
  service::Authorizer authorizer_{service::Enforcement::kNone};
  service::CodeAttempts code_attempts_;
  std::vector<std::string> notes_;
};

}  // namespace

tl::expected<std::vector<std::string>, Mistake> apply(Plan const& plan, Partition partition,
                                                      service::Surroundings const& surroundings,
                                                      store::Session& session) {
  Applier applier(partition, surroundings, session);
  session.make_known_at_once();
  for (auto const& step : plan.steps) {
    if (auto done = applier.run(step); !done.has_value()) return tl::unexpected(std::move(done.error()));
  }
  auto notes = plan.notes;
  std::ranges::copy(applier.notes(), std::back_inserter(notes));
  return notes;
}

}  // namespace iam::state
