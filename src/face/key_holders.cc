#include "iam/face/key_holders.h"

#include "iam/store/replica.h"

namespace iam::gateway {
namespace {

// The credentials that every server begins with.
constexpr std::string_view kBootstrapKey = "test";
constexpr char kBootstrapSecret[] = "test";

}  // namespace

Result<std::optional<service::KeyHolder>> minted_key_holder(Environment const& environment,
                                                            service::PresentedKey const& presented, Time now) {
  Result<std::optional<service::KeyHolder>> holder;
  if (!service::may_be_known(presented.access_key_id)) return holder;
  environment.store.read([&](store::Session& session) {
    environment.store.replica().read(session, [&](store::Session& known) {
      holder = service::find_key_holder(session, known, environment.seal, presented, now);
    });
  });
  return holder;
}

std::optional<service::KeyHolder> bootstrap_key_holder(service::PresentedKey const& presented,
                                                       AccountId default_account) {
  auto const& id = presented.access_key_id;
  auto const account = id == kBootstrapKey ? default_account : AccountId::parse(id);
  if (!account.has_value() || presented.session_token.has_value()) return std::nullopt;
  return service::KeyHolder{service::Caller::root(*account, presented.partition, id), Secret(kBootstrapSecret)};
}

}  // namespace iam::gateway
