#include "authn.h"

#include "iam/base/arn.h"
#include "iam/sigv4/credential.h"

#include <optional>

namespace iam::gateway {
namespace {

std::optional<sigv4::Credential> credential_of(HttpRequest const& request, wire::QueryRequest const& query) {
  if (auto const header = request.header("Authorization"); !header.empty()) return sigv4::credential_of_header(header);
  // A presigned request carries it as a parameter.
  if (auto const parameter = query.text("X-Amz-Credential")) return sigv4::parse_credential(*parameter);
  return std::nullopt;
}

}  // namespace

service::Caller caller_of(HttpRequest const& request, wire::QueryRequest const& query, AccountId default_account) {
  auto const credential = credential_of(request, query);
  if (!credential.has_value()) return service::Caller::root(default_account, Partition::kAws, "");
  auto const account = AccountId::parse(credential->access_key_id).value_or(default_account);
  return service::Caller::root(account, partition_of_region(credential->region), credential->access_key_id);
}

}  // namespace iam::gateway
