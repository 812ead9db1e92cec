#include "iam/authorization/carry_out.h"

#include "iam/call/transact.h"
#include "iam/call/unused_ids.h"
#include "iam/store/replica.h"

#include <memory>
#include <utility>

namespace iam::service {
namespace {

// What the two halves of a write share: they may run on another thread, after carry_out has returned.
struct Pending {
  Surroundings const& surroundings;
  Work work;
  Error broken;
  WorkDone done;
  Status outcome;
  std::string decision;

  store::Verdict run(store::Session& session) {
    auto ids = surroundings.ids.of(work.caller.account);
    if (!ids.is_repeatable()) return run(session, ids);
    UnusedIds unused(ids, session);
    return run(session, unused);
  }

  store::Verdict run(store::Session& session, IdSource& ids) {
    auto& replica = surroundings.store.replica();
    replica.read(session, [&](store::Session& known) {
      bool const lags = work.access == Access::kRead && replica.serves_reads();
      Authorization authorization(surroundings.authorizer);
      auto call = surroundings.call(work.caller, lags ? known : session, known, authorization, work.origin,
                                    work.request_id, ids);
      outcome = work.run(call);
      decision = authorization.decision();
    });
    return outcome.has_value() ? store::Verdict::kCommit : store::Verdict::kRollback;
  }

  void finish(Ending ending) {
    if (ending == Ending::kBroken) outcome = fail(std::move(broken));
    done(std::move(outcome), decision);
  }
};

}  // namespace

void carry_out(Surroundings const& surroundings, Work work, Error broken, WorkDone done) {
  auto const access = work.access;
  constexpr std::string_view kFailed = " failed";
  std::string complaint;
  complaint.reserve(work.request_id.size() + 1 + work.name.size() + kFailed.size());
  complaint.append(work.request_id).append(" ").append(work.name).append(kFailed);
  auto const pending =
      std::make_shared<Pending>(Pending{surroundings, std::move(work), std::move(broken), std::move(done), {}, {}});
  transact(
      surroundings.store, access, std::move(complaint),
      [pending](store::Session& session) { return pending->run(session); },
      [pending](Ending ending) { pending->finish(ending); });
}

}  // namespace iam::service
