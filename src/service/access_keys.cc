// Access keys: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html and its neighbours.
#include "iam/service/handlers/access_keys.h"
#include "credential_owner.h"
#include "errors/access_keys.h"
#include "iam/call/credential_status.h"
#include "iam/call/last_used.h"
#include "iam/call/paging.h"
#include "iam/call/quotas.h"
#include "iam/store/access_keys.h"
#include "iam/store/users.h"

#include <utility>

namespace iam::service {
namespace {

constexpr std::string_view kNeverUsed = "N/A";

Result<store::AccessKey> find_key(Call& call, std::optional<std::string> const& user_name, std::string_view id) {
  auto const owner = find_credential_owner(call, user_name);
  if (!owner) return fail(owner.error());
  auto key = store::AccessKeys(call.store).find(id);
  bool const is_theirs = key.has_value() && key->account == call.account() && key->user == owner->user;
  if (!is_theirs) return fail(errors::no_such_access_key(id));
  return *std::move(key);
}

}  // namespace

Result<api::CreateAccessKeyResponse> create_access_key(Call& call, api::CreateAccessKeyRequest const& request) {
  auto const owner = find_credential_owner(call, request.user_name);
  if (!owner) return fail(owner.error());
  store::AccessKeys keys(call.store);
  auto const room = check_quota(call, quotas::kAccessKeysPerUser, keys.count(call.account(), owner->user) + 1);
  if (!room) return fail(room.error());

  store::AccessKey key{.id = call.ids.unique_id(id_prefix::kAccessKey, call.account(), kAccessKeyIdLength),
                       .account = call.account(),
                       .user = owner->user,
                       .secret = Secret(call.ids.secret(kSecretAccessKeyLength)),
                       .status = std::string(kActive),
                       .created_at = call.now,
                       .last_use = {}};
  keys.insert(key);
  return api::CreateAccessKeyResponse{.access_key = {.user_name = owner->name,
                                                     .access_key_id = key.id,
                                                     .status = key.status,
                                                     .secret_access_key = key.secret,
                                                     .create_date = key.created_at}};
}

Result<api::GetAccessKeyLastUsedResponse> get_access_key_last_used(Call& call,
                                                                   api::GetAccessKeyLastUsedRequest const& request) {
  auto const key = store::AccessKeys(call.store).find(request.access_key_id);
  if (!key.has_value() || key->account != call.account()) {
    return fail(errors::last_use_denied(call.caller.arn, request.access_key_id));
  }

  api::GetAccessKeyLastUsedResponse response;
  if (key->user) {
    // INVARIANT: a key is deleted before its user.
    response.user_name = store::Users(call.store).find_by_id(key->account, *key->user).value().name;
  }
  auto& shown = response.access_key_last_used.emplace();
  auto const recent = call.last_used.find(key->id);
  if (auto const& use = recent ? recent : key->last_use) {
    shown.last_used_date = use->at;
    shown.service_name = use->service;
    shown.region = use->region;
  } else {
    shown.service_name = kNeverUsed;
    shown.region = kNeverUsed;
  }
  return response;
}

Status update_access_key(Call& call, api::UpdateAccessKeyRequest const& request) {
  auto const key = find_key(call, request.user_name, request.access_key_id);
  if (!key) return fail(key.error());
  if (auto settable = check_status(request.status, "an access key"); !settable) return settable;
  store::AccessKeys(call.store).set_status(*key, request.status);
  return {};
}

Status delete_access_key(Call& call, api::DeleteAccessKeyRequest const& request) {
  auto const key = find_key(call, request.user_name, request.access_key_id);
  if (!key) return fail(key.error());
  store::AccessKeys(call.store).remove(*key);
  return {};
}

Result<api::ListAccessKeysResponse> list_access_keys(Call& call, api::ListAccessKeysRequest const& request) {
  auto const owner = find_credential_owner(call, request.user_name);
  if (!owner) return fail(owner.error());
  auto const page = PageRequest::make("ListAccessKeys", call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());
  auto keys =
      store::AccessKeys(call.store).page(call.account(), owner->user, page->after_number(), page->fetch_limit());

  api::ListAccessKeysResponse response;
  page->finish(keys, response, [](store::AccessKey const& key) { return std::to_string(key.position); });
  for (auto const& key : keys) {
    response.access_key_metadata.push_back(
        {.user_name = owner->name, .access_key_id = key.id, .status = key.status, .create_date = key.created_at});
  }
  return response;
}

}  // namespace iam::service
