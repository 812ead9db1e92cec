#include "authn.h"

#include "iam/base/arn.h"
#include "iam/service/credentials.h"
#include "iam/service/errors.h"
#include "iam/sigv4/credential.h"

#include <optional>

namespace iam::gateway {
namespace {

// No region of AWS has a longer name; whatever a client signs for is remembered no further.
constexpr std::size_t kRegionLengthMax = 32;

std::optional<sigv4::Credential> credential_of(HttpRequest const& request, wire::QueryRequest const& query) {
  if (auto const header = request.header("Authorization"); !header.empty()) return sigv4::credential_of_header(header);
  // A presigned request carries it as a parameter.
  if (auto const parameter = query.text("X-Amz-Credential")) return sigv4::parse_credential(*parameter);
  return std::nullopt;
}

// There is one IAM in a partition, whatever region a local endpoint makes clients sign for.
store::LastUse use_of(sigv4::Credential const& credential, service::Service service, Time now) {
  if (service == service::Service::kIam) {
    return {now, "iam", std::string(iam_region(partition_of_region(credential.region)))};
  }
  return {now, "sts", std::string(credential.region.substr(0, kRegionLengthMax))};
}

}  // namespace

Result<service::Caller> caller_of(HttpRequest const& request, wire::QueryRequest const& query,
                                  Environment const& environment, service::Service service) {
  auto const credential = credential_of(request, query);
  if (!credential.has_value()) return service::Caller::root(environment.default_account, Partition::kAws, "");
  auto const key = credential->access_key_id;
  auto const partition = partition_of_region(credential->region);
  if (service::looks_minted(key)) {
    auto const now = environment.clock.now();
    Result<std::optional<service::KeyHolder>> holder;
    environment.store.read([&](store::Session& session) {
      holder = service::find_key_holder(session, {.access_key_id = key, .partition = partition}, now);
    });
    if (!holder.has_value()) return fail(std::move(holder.error()));
    if (holder->has_value()) {
      environment.last_used.record(key, use_of(*credential, service, now));
      return std::move((*holder)->caller);
    }
  }
  return service::Caller::root(AccountId::parse(key).value_or(environment.default_account), partition, key);
}

}  // namespace iam::gateway
