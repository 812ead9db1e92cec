#include "iam/face/authn.h"

#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "iam/call/credentials.h"
#include "iam/call/errors.h"
#include "iam/face/key_holders.h"
#include "iam/sigv4/authorization.h"
#include "iam/sigv4/mismatch.h"
#include "iam/sigv4/signature.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace iam::gateway {
namespace {

// No region of AWS has a longer name; whatever a client signs for is remembered no further.
constexpr std::size_t kRegionLengthMax = 32;

// As it is looked for where signatures are checked: what is in the header, unless it is of some other scheme, else what
// a presigned request carries as a parameter.
std::optional<sigv4::Credential> claimed_credential(HttpRequest const& request, wire::QueryRequest const& query) {
  if (auto const credential = sigv4::credential_of_header(request.header("Authorization"))) return credential;
  if (auto const parameter = query.text("X-Amz-Credential")) return sigv4::parse_credential(*parameter);
  return std::nullopt;
}

// A session is known by its token; what comes with any other key is nobody's business here.
std::optional<std::string_view> claimed_token(HttpRequest const& request, wire::QueryRequest const& query,
                                              std::string_view access_key_id) {
  if (!service::is_session_key(access_key_id)) return std::nullopt;
  if (auto const header = request.header("X-Amz-Security-Token"); !header.empty()) return header;
  return query.text("X-Amz-Security-Token");
}

// There is one IAM in a partition, whatever region a local endpoint makes clients sign for.
std::string used_region(std::string_view signed_region, std::string_view service) {
  bool const is_global = service == service::service_prefix(service::Service::kIam);
  if (is_global) return std::string(iam_region(partition_of_region(signed_region)));
  return std::string(signed_region.substr(0, kRegionLengthMax));
}

store::LastUse use_of(sigv4::Credential const& credential, std::string_view service, Time now) {
  return {now, std::string(service), used_region(credential.region, service)};
}

// An attempt counts whatever is answered to it. Access advisor knows users and roles, not root.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateServiceLastAccessedDetails.html
void remember_use(Environment const& environment, service::Caller const& caller, sigv4::Credential const& credential,
                  Addressee const& addressee, Time now) {
  auto use = use_of(credential, addressee.service, now);
  if (caller.entity != 0 && addressee.operation != nullptr) {
    environment.last_used.record(caller.entity, *addressee.operation, use);
  }
  // Session keys come without number: what they are used for is remembered of the user or role.
  if (service::is_session_key(credential.access_key_id)) return;
  environment.last_used.record(credential.access_key_id, std::move(use));
}

// The canonical request is told without what proves who sent it, and without secrets that its URL may have.
void tell_mismatch(sigv4::Mismatch mismatch, Notes& notes) {
  notes.push_back({"signature_differs", std::move(mismatch.differs)});
  notes.push_back({"canonical_request", readable_canonical_request(mismatch.canonical_request)});
  notes.push_back({"string_to_sign", std::move(mismatch.string_to_sign)});
}

bool is_global_endpoint(std::string_view host) {
  return equals_ignoring_case(host.substr(0, host.find(':')), "sts.amazonaws.com");
}

service::Origin origin_of(HttpRequest const& request, std::string_view signed_region, std::string_view service) {
  return {.source_ip = std::string(request.peer),
          .user_agent = std::string(request.header("User-Agent")),
          .region = used_region(signed_region, service),
          .host = std::string(request.header("Host")),
          .is_secure = request.is_secure,
          .is_global_endpoint = is_global_endpoint(request.header("Host"))};
}

}  // namespace

Result<Sender> Authentication::sender_of(HttpRequest const& request, wire::QueryRequest const& query,
                                         service::Operation const& operation, Notes& notes) {
  auto const service = service::service_prefix(operation.service);
  if (operation.needs_signature) return sender_of(request, query, Addressee{service, &operation}, notes);
  return nobody(request, service);
}

Result<Sender> Authentication::sender_of(HttpRequest const& request, wire::QueryRequest const& query,
                                         Addressee const& addressee, Notes& notes) {
  if (environment_.auth_mode == AuthMode::kOff) return claimed(request, query, addressee);
  return proven(request, addressee, notes);
}

AccountId Authentication::claimed_account(HttpRequest const& request, wire::QueryRequest const& query) const {
  auto const credential = claimed_credential(request, query);
  if (!credential.has_value()) return environment_.default_account;
  auto const& key = credential->access_key_id;
  auto const named = AccountId::parse(key);
  return named.has_value() ? *named : account_of_id(key).value_or(environment_.default_account);
}

Sender Authentication::nobody(HttpRequest const& request, std::string_view service) const {
  return {service::Caller::root(environment_.default_account, environment_.partition, ""),
          origin_of(request, iam_region(environment_.partition), service)};
}

Result<Sender> Authentication::claimed(HttpRequest const& request, wire::QueryRequest const& query,
                                       Addressee const& addressee) const {
  auto const credential = claimed_credential(request, query);
  if (!credential.has_value()) return nobody(request, addressee.service);
  auto origin = origin_of(request, credential->region, addressee.service);
  auto const now = environment_.clock.now();
  service::PresentedKey const presented{.access_key_id = credential->access_key_id,
                                        .session_token = claimed_token(request, query, credential->access_key_id),
                                        .partition = partition_of_region(credential->region)};
  auto holder = minted_key_holder(environment_, presented, now);
  if (!holder.has_value()) return fail(std::move(holder.error()));
  if (holder->has_value()) {
    remember_use(environment_, (*holder)->caller, *credential, addressee, now);
    return Sender{std::move((*holder)->caller), std::move(origin)};
  }
  auto const account = AccountId::parse(presented.access_key_id).value_or(environment_.default_account);
  return Sender{service::Caller::root(account, presented.partition, presented.access_key_id), std::move(origin)};
}

// In the order in which AWS checks: a wrong scope is told even when the key is unknown, and an unknown key or an
// expired session even when the signature is wrong.
Result<Sender> Authentication::proven(HttpRequest const& request, Addressee const& addressee, Notes& notes) {
  sigv4::Request const signed_request{request.method, request.target, request.headers, request.body};

  auto const authorization = sigv4::authorization_of(signed_request);
  if (!authorization.has_value()) return fail(authorization.error());
  auto const& naming = addressee.naming_header;
  if (!naming.empty()) {
    if (auto status = check_coverage(*authorization, naming); !status) return fail(std::move(status.error()));
  }
  auto const now = environment_.clock.now();
  if (auto status = check_time(*authorization, now); !status) return fail(std::move(status.error()));
  sigv4::Scope const scope{addressee.service, environment_.scope_region, environment_.partition};
  if (auto status = check_scope(*authorization, scope); !status) return fail(std::move(status.error()));

  auto const credential = authorization->credential();
  service::PresentedKey const presented{.access_key_id = credential.access_key_id,
                                        .session_token = authorization->session_token,
                                        .partition = environment_.partition};
  auto holder = minted_key_holder(environment_, presented, now);
  if (!holder.has_value()) return fail(std::move(holder.error()));
  bool const is_minted = holder->has_value();
  if (!is_minted) *holder = bootstrap_key_holder(presented, environment_.default_account);
  if (!holder->has_value()) return fail(service::errors::invalid_client_token());

  auto const signing_key = signing_keys_.key((*holder)->secret, credential);
  if (auto status = check_signature(signed_request, *authorization, signing_key); !status) {
    if (environment_.requests != nullptr)
      tell_mismatch(sigv4::mismatch_of(signed_request, *authorization, signing_key), notes);
    return fail(std::move(status.error()));
  }
  if (is_minted) remember_use(environment_, (*holder)->caller, credential, addressee, now);
  return Sender{std::move((*holder)->caller), origin_of(request, credential.region, addressee.service)};
}

}  // namespace iam::gateway
