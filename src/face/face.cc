#include "iam/face/face.h"

#include <memory>
#include <utility>

namespace iam::gateway {

void carry_out(service::Surroundings const& surroundings, FaceCall call, Error broken,
               std::function<void(FaceOutcome outcome, std::string const& decision)> done) {
  auto const answer = std::make_shared<boost::json::value>();
  auto run = [answer, work = std::move(call.work)](service::Call& carried_out) {
    return work(carried_out).map([&](boost::json::value value) { *answer = std::move(value); });
  };
  service::carry_out(surroundings,
                     {call.operation, call.access, std::move(call.caller), std::move(call.origin),
                      std::move(call.request_id), std::move(run)},
                     std::move(broken), [answer, done = std::move(done)](Status status, std::string const& decision) {
                       done(std::move(status).map([&] { return std::move(*answer); }), decision);
                     });
}

}  // namespace iam::gateway
