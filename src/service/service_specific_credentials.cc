// Service-specific credentials:
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceSpecificCredential.html and its neighbours.
#include "iam/service/handlers/service_specific_credentials.h"
#include "errors/service_specific_credentials.h"
#include "iam/base/encoding.h"
#include "iam/call/credential_status.h"
#include "iam/call/paging.h"
#include "iam/call/quotas.h"
#include "iam/store/service_specific_credentials.h"
#include "users.h"

#include <algorithm>
#include <chrono>

namespace iam::service {
namespace {

// Some services know a user name and a password, others one API key with the name in it, which may expire.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_bedrock.html
enum class CredentialForm { kPassword, kApiKey };

struct CredentialService {
  std::string_view name;
  CredentialForm form;
};

constexpr CredentialService kServices[] = {
    {"bedrock.amazonaws.com", CredentialForm::kApiKey},
    {"cassandra.amazonaws.com", CredentialForm::kPassword},
    {"codecommit.amazonaws.com", CredentialForm::kPassword},
    {"logs.amazonaws.com", CredentialForm::kApiKey},
};

// Lengths and prefix of secrets that were seen in public.
constexpr std::size_t kPasswordLetters = 43;
constexpr std::size_t kApiKeyLetters = 59;
constexpr std::string_view kApiKeyPrefix = "ABSK";

CredentialService const* find_service(std::string_view name) {
  auto const* const found = std::find_if(std::begin(kServices), std::end(kServices),
                                         [&](auto const& service) { return service.name == name; });
  return found == std::end(kServices) ? nullptr : found;
}

Result<store::ServiceSpecificCredential> find_credential(Call& call, store::User const& user, std::string_view id) {
  auto credential = store::ServiceSpecificCredentials(call.store).find(id);
  if (!credential || credential->user != user.id) return fail(errors::no_such_service_specific_credential(id));
  return *std::move(credential);
}

std::string status_at(Time now, store::ServiceSpecificCredential const& credential) {
  bool const expired = credential.expires_at.has_value() && *credential.expires_at <= now;
  return expired ? std::string(kExpired) : credential.status;
}

// The members that an answer with the secret and one without have in common.
template <class Shape>
Shape to_api(Call const& call, store::ServiceSpecificCredential const& credential, std::string const& user_name) {
  Shape shown;
  shown.user_name = user_name;
  shown.service_name = credential.service;
  shown.service_specific_credential_id = credential.id;
  shown.status = status_at(call.now, credential);
  shown.create_date = credential.created_at;
  shown.expiration_date = credential.expires_at;
  bool const has_password = find_service(credential.service)->form == CredentialForm::kPassword;
  (has_password ? shown.service_user_name : shown.service_credential_alias) = credential.public_name;
  return shown;
}

api::ServiceSpecificCredential with_new_secret(Call& call, store::ServiceSpecificCredential const& credential,
                                               store::User const& user) {
  auto shown = to_api<api::ServiceSpecificCredential>(call, credential, user.name);
  if (shown.service_user_name) {
    shown.service_password = Secret(call.ids.secret(kPasswordLetters) + "=");
  } else {
    auto const secret = call.ids.secret(kApiKeyLetters) + "=";
    shown.service_credential_secret =
        Secret(std::string(kApiKeyPrefix) + base64_encode(credential.public_name + ":" + secret));
  }
  return shown;
}

// `Ada-at-123456789012`, then `Ada+1-at-123456789012`, …: whatever the service, the first that is free. A user that was
// renamed keeps its names.
std::string public_name(store::User const& user, int number) {
  auto const suffix = number == 0 ? std::string() : "+" + std::to_string(number);
  return user.name + suffix + "-at-" + user.account.text();
}

}  // namespace

Result<api::CreateServiceSpecificCredentialResponse> create_service_specific_credential(
    Call& call, api::CreateServiceSpecificCredentialRequest const& request) {
  auto const user = find_user(call, request.user_name);
  if (!user) return fail(user.error());
  auto const* const service = find_service(request.service_name);
  if (service == nullptr) return fail(errors::unsupported_credential_service(request.service_name));
  if (request.credential_age_days && service->form != CredentialForm::kApiKey) {
    return fail(errors::unsupported_credential_age(request.service_name));
  }
  store::ServiceSpecificCredentials credentials(call.store);
  auto const room = check_quota(call, quotas::kServiceSpecificCredentialsPerUser,
                                credentials.count(user->id, request.service_name) + 1);
  if (!room) return fail(room.error());

  store::ServiceSpecificCredential credential;
  credential.id = call.ids.unique_id(id_prefix::kServiceSpecificCredential, call.account());
  credential.account = call.account();
  credential.user = user->id;
  credential.service = request.service_name;
  credential.status = kActive;
  credential.created_at = call.now;
  if (request.credential_age_days) credential.expires_at = call.now + std::chrono::days(*request.credential_age_days);
  int number = 0;
  do credential.public_name = public_name(*user, number++);
  while (!credentials.insert(credential));
  return api::CreateServiceSpecificCredentialResponse{.service_specific_credential =
                                                          with_new_secret(call, credential, *user)};
}

Status update_service_specific_credential(Call& call, api::UpdateServiceSpecificCredentialRequest const& request) {
  auto const user = find_user_or_caller(call, request.user_name);
  if (!user) return fail(user.error());
  auto const credential = find_credential(call, *user, request.service_specific_credential_id);
  if (!credential) return fail(credential.error());
  if (auto settable = check_status(request.status, "a service-specific credential"); !settable) return settable;
  store::ServiceSpecificCredentials(call.store).set_status(*credential, request.status);
  return {};
}

// A new secret; everything else stays, an Inactive status and the day of expiry too.
Result<api::ResetServiceSpecificCredentialResponse> reset_service_specific_credential(
    Call& call, api::ResetServiceSpecificCredentialRequest const& request) {
  auto const user = find_user_or_caller(call, request.user_name);
  if (!user) return fail(user.error());
  auto const credential = find_credential(call, *user, request.service_specific_credential_id);
  if (!credential) return fail(credential.error());
  return api::ResetServiceSpecificCredentialResponse{.service_specific_credential =
                                                         with_new_secret(call, *credential, *user)};
}

Status delete_service_specific_credential(Call& call, api::DeleteServiceSpecificCredentialRequest const& request) {
  auto const user = find_user_or_caller(call, request.user_name);
  if (!user) return fail(user.error());
  auto const credential = find_credential(call, *user, request.service_specific_credential_id);
  if (!credential) return fail(credential.error());
  store::ServiceSpecificCredentials(call.store).remove(*credential);
  return {};
}

Result<api::ListServiceSpecificCredentialsResponse> list_service_specific_credentials(
    Call& call, api::ListServiceSpecificCredentialsRequest const& request) {
  store::ServiceSpecificCredentials::Filter filter{.user = {}, .service = request.service_name};
  bool const of_all_users = request.all_users.value_or(false);
  if (of_all_users && request.user_name) return fail(errors::all_users_and_one());
  if (!of_all_users) {
    auto const user = find_user_or_caller(call, request.user_name);
    if (!user) return fail(user.error());
    filter.user = user->id;
  }
  if (filter.service && find_service(*filter.service) == nullptr) {
    return fail(errors::unsupported_credential_service(*filter.service));
  }
  auto const page =
      PageRequest::make("ListServiceSpecificCredentials", call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());
  auto credentials = store::ServiceSpecificCredentials(call.store)
                         .page(call.account(), filter, page->after_number(), page->fetch_limit());

  api::ListServiceSpecificCredentialsResponse response;
  page->finish(credentials, response, [](auto const& credential) { return std::to_string(credential.position); });
  auto& listed = response.service_specific_credentials.emplace();
  store::Users users(call.store);
  for (auto const& credential : credentials) {
    // INVARIANT: a credential is deleted before its user.
    auto const user = users.find_by_id(credential.account, credential.user).value();
    listed.push_back(to_api<api::ServiceSpecificCredentialMetadata>(call, credential, user.name));
  }
  return response;
}

}  // namespace iam::service
