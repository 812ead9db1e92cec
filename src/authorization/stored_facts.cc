#include "iam/authorization/stored_facts.h"

#include "iam/authorization/caller_context.h"
#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "iam/call/credentials.h"
#include "iam/policy/requester.h"
#include "iam/store/roles.h"
#include "iam/store/users.h"
#include "principal_policies.h"
#include "versioned_cache.h"

#include <optional>
#include <utility>

namespace iam::service {
namespace {

Caller role_caller(store::Role const& role, Partition partition, std::string arn, std::string_view session_name) {
  auto session = std::make_shared<SessionContext>();
  session->issuer = {.arn = iam_arn(partition, role.account, "role", role.path, role.name),
                     .unique_id = role.unique_id,
                     .name = role.name};
  session->name = session_name;
  auto unique_id = role.unique_id;
  if (!session_name.empty()) unique_id.append(":").append(session_name);
  return {.kind = Caller::Kind::kAssumedRole,
          .account = role.account,
          .partition = partition,
          .arn = std::move(arn),
          .unique_id = std::move(unique_id),
          .session = std::move(session)};
}

// As if the principal had called, with nothing but what its ARN says of a session. An ARN is written in one way only.
std::optional<Caller> find_caller(store::Session& session, std::string_view arn) {
  auto const requester = policy::requester_named(arn);
  if (!requester.has_value()) return std::nullopt;
  auto const parts = *parse_arn(arn);
  auto const named_partition = partition_named(parts.partition);
  if (!named_partition.has_value()) return std::nullopt;
  auto const partition = *named_partition;
  auto const account = *requester->account;
  if (requester->kind == policy::RequesterKind::kRoot) return Caller::root(account, partition, "");
  if (requester->kind == policy::RequesterKind::kUser) {
    auto const user = store::Users(session).find(account, after_last(parts.resource, '/'));
    if (!user.has_value()) return std::nullopt;
    auto caller = Caller::user(*user, partition, "");
    return caller.arn == arn ? std::optional(std::move(caller)) : std::nullopt;
  }
  if (requester->kind != policy::RequesterKind::kRoleSession) return std::nullopt;
  bool const is_session = parts.service == "sts";
  auto const role = store::Roles(session).find(account, after_last(requester->principal_arn, '/'));
  if (!role.has_value()) return std::nullopt;
  auto caller = role_caller(*role, partition, std::string(arn), is_session ? after_last(parts.resource, '/') : "");
  return is_session || caller.session->issuer.arn == arn ? std::optional(std::move(caller)) : std::nullopt;
}

// Time and origin are a matter of each question; and a role or session that an ARN names was not issued by anybody.
void keep_lasting_keys(Caller const& caller, policy::Context& keys) {
  keys.erase("aws:CurrentTime");
  keys.erase("aws:EpochTime");
  keys.erase("aws:SecureTransport");
  keys.erase("aws:RequestedRegion");
  bool const is_named = caller.session != nullptr && caller.session->issued_at == Time();
  if (!is_named) return;
  keys.erase("aws:TokenIssueTime");
  keys.erase("aws:MultiFactorAuthPresent");
}

}  // namespace

struct StoredFacts::Remembered {
  VersionedCache<std::shared_ptr<StoredPrincipal const>> principals;
  VersionedCache<Result<std::shared_ptr<StoredPrincipal const>>> key_holders;
  VersionedCache<ControlPolicies> organizations;
  VersionedCache<std::shared_ptr<policy::ResourcePolicy const>> trust_policies;
};

StoredFacts::StoredFacts(Surroundings const& surroundings)
    : surroundings_(surroundings), remembered_(std::make_unique<Remembered>()) {}

StoredFacts::~StoredFacts() = default;

std::shared_ptr<StoredPrincipal const> StoredFacts::known(store::Session& session, Caller caller, Time now) {
  auto principal = std::make_shared<StoredPrincipal>();
  principal->caller = std::move(caller);
  Origin const nowhere;
  Authorization authorization(surroundings_.authorizer);
  auto call = surroundings_.call(principal->caller, session, authorization, nowhere, "");
  call.now = now;
  auto policies = principal_policies(call, surroundings_.authorizer.policies());

  principal->sets = std::move(policies.sets);
  principal->sets.session = session_policies(call, surroundings_.authorizer.policies());
  principal->sets.resource_control.clear();  // those of the resource's account count
  principal->requester = requester_of(principal->caller);
  principal->requester.service_linked = policies.service_linked;

  auto& keys = principal->keys;
  add_caller_keys(call, policies.facts, keys);
  keep_lasting_keys(principal->caller, keys);
  return principal;
}

std::shared_ptr<StoredPrincipal const> StoredFacts::principal(std::string_view arn, Time now) {
  std::shared_ptr<StoredPrincipal const> found;
  surroundings_.store.read([&](store::Session& session) {
    found = *remembered_->principals.get(session.version(), arn, [&]() -> std::shared_ptr<StoredPrincipal const> {
      auto caller = find_caller(session, arn);
      return caller.has_value() ? known(session, *std::move(caller), now) : nullptr;
    });
  });
  return found;
}

Result<std::shared_ptr<StoredPrincipal const>> StoredFacts::key_holder(std::string_view access_key_id,
                                                                       std::string_view session_token, Time now) {
  Result<std::shared_ptr<StoredPrincipal const>> found;
  PresentedKey const presented{.access_key_id = access_key_id,
                               .session_token = session_token.empty() ? std::nullopt : std::optional(session_token)};
  surroundings_.store.read([&](store::Session& session) {
    auto const look_up = [&]() -> Result<std::shared_ptr<StoredPrincipal const>> {
      auto holder = find_key_holder(session, surroundings_.seal, presented, now);
      if (!holder.has_value()) return fail(std::move(holder.error()));
      return holder->has_value() ? known(session, std::move((*holder)->caller), now) : nullptr;
    };
    // A session ends by itself, without any change of the store.
    found = presented.session_token.has_value()
                ? look_up()
                : *remembered_->key_holders.get(session.version(), access_key_id, look_up);
  });
  return found;
}

std::shared_ptr<ControlPolicies const> StoredFacts::organization_of(AccountId account) {
  std::shared_ptr<ControlPolicies const> found;
  surroundings_.store.read([&](store::Session& session) {
    found = remembered_->organizations.get(session.version(), account.text(), [&] {
      return control_policies(session, surroundings_.authorizer.policies(), Partition::kAws, account);
    });
  });
  return found;
}

std::shared_ptr<policy::ResourcePolicy const> StoredFacts::trust_policy(std::string_view role_arn) {
  std::shared_ptr<policy::ResourcePolicy const> found;
  surroundings_.store.read([&](store::Session& session) {
    found = *remembered_->trust_policies.get(
        session.version(), role_arn, [&]() -> std::shared_ptr<policy::ResourcePolicy const> {
          auto const named = parse_iam_arn(role_arn);
          if (!named.has_value() || named->kind != "role") return nullptr;
          auto const role = store::Roles(session).find(named->account, named->name);
          if (!role.has_value() || role->name != named->name || role->path != named->path) return nullptr;
          auto compiled = surroundings_.authorizer.policies().compiled(role->trust_policy);
          if (compiled == nullptr) return nullptr;
          return std::make_shared<policy::ResourcePolicy>(
              policy::ResourcePolicy{{.id = "trust_" + role->name, .arn = {}, .compiled = std::move(compiled)},
                                     policy::ResourcePolicyKind::kTrust});
        });
  });
  return found;
}

}  // namespace iam::service
