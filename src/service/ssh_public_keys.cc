// SSH public keys: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadSSHPublicKey.html and its neighbours.
#include "iam/service/handlers/ssh_public_keys.h"
#include "iam/call/paging.h"

#include "errors/ssh_public_keys.h"
#include "iam/call/credential_status.h"
#include "iam/call/quotas.h"
#include "iam/formats/ssh_key.h"
#include "iam/store/ssh_public_keys.h"
#include "material.h"
#include "users.h"

#include <utility>

namespace iam::service {
namespace {

constexpr std::string_view kPem = "PEM";

// A user, under the name it has now, and one of its keys.
struct FoundKey {
  store::User user;
  store::SshPublicKey key;
};

Result<FoundKey> find_key(Call& call, std::string_view user_name, std::string_view id) {
  auto user = find_user(call, user_name);
  if (!user) return fail(user.error());
  auto key = store::SshPublicKeys(call.store).find(user->id, id);
  if (!key) return fail(errors::no_such_public_key(id));
  return FoundKey{.user = *std::move(user), .key = *std::move(key)};
}

// In the encoding it was uploaded in, a key is answered as it was, with its comment.
std::string body_in(std::string_view encoding, store::SshPublicKey const& key) {
  auto const parsed = formats::SshPublicKey::parse(key.body);
  if (!parsed) return key.body;  // it was taken unread
  bool const wants_pem = encoding == kPem;
  if (wants_pem == parsed->was_pem()) return key.body;
  return wants_pem ? parsed->pem() : parsed->ssh();
}

api::SSHPublicKey to_api(store::User const& user, store::SshPublicKey const& key, std::string body) {
  return {.user_name = user.name,
          .ssh_public_key_id = key.id,
          .fingerprint = key.fingerprint,
          .ssh_public_key_body = std::move(body),
          .status = key.status,
          .upload_date = key.uploaded_at};
}

}  // namespace

Result<api::UploadSSHPublicKeyResponse> upload_ssh_public_key(Call& call,
                                                              api::UploadSSHPublicKeyRequest const& request) {
  auto const user = find_user(call, request.user_name);
  if (!user) return fail(user.error());
  auto fingerprint = ssh_key_fingerprint(call, request.ssh_public_key_body);
  if (!fingerprint) return fail(fingerprint.error());
  store::SshPublicKeys keys(call.store);
  if (auto room = check_quota(call, quotas::kSshPublicKeysPerUser, keys.count(user->id) + 1); !room) {
    return fail(room.error());
  }

  store::SshPublicKey key{.id = call.ids.unique_id(id_prefix::kPublicKey, call.account(), kAccessKeyIdLength),
                          .account = call.account(),
                          .user = user->id,
                          .status = std::string(kActive),
                          .uploaded_at = call.now,
                          .fingerprint = *std::move(fingerprint),
                          .body = request.ssh_public_key_body};
  if (!keys.insert(key)) return fail(errors::duplicate_public_key(user->name));
  return api::UploadSSHPublicKeyResponse{.ssh_public_key = to_api(*user, key, key.body)};
}

Result<api::GetSSHPublicKeyResponse> get_ssh_public_key(Call& call, api::GetSSHPublicKeyRequest const& request) {
  auto const found = find_key(call, request.user_name, request.ssh_public_key_id);
  if (!found) return fail(found.error());
  auto body = body_in(request.encoding, found->key);
  return api::GetSSHPublicKeyResponse{.ssh_public_key = to_api(found->user, found->key, std::move(body))};
}

Status update_ssh_public_key(Call& call, api::UpdateSSHPublicKeyRequest const& request) {
  auto const found = find_key(call, request.user_name, request.ssh_public_key_id);
  if (!found) return fail(found.error());
  if (auto settable = check_status(request.status, "an SSH public key"); !settable) return settable;
  store::SshPublicKeys(call.store).set_status(found->key, request.status);
  return {};
}

Status delete_ssh_public_key(Call& call, api::DeleteSSHPublicKeyRequest const& request) {
  auto const found = find_key(call, request.user_name, request.ssh_public_key_id);
  if (!found) return fail(found.error());
  store::SshPublicKeys(call.store).remove(found->key);
  return {};
}

Result<api::ListSSHPublicKeysResponse> list_ssh_public_keys(Call& call, api::ListSSHPublicKeysRequest const& request) {
  auto const user = find_user_or_caller(call, request.user_name);
  if (!user) return fail(user.error());
  auto const page = PageRequest::make("ListSSHPublicKeys", call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());
  auto keys = store::SshPublicKeys(call.store).page(user->id, page->after_number(), page->fetch_limit());

  api::ListSSHPublicKeysResponse response;
  page->finish(keys, response, [](store::SshPublicKey const& key) { return std::to_string(key.position); });
  auto& listed = response.ssh_public_keys.emplace();
  for (auto const& key : keys) {
    listed.push_back(
        {.user_name = user->name, .ssh_public_key_id = key.id, .status = key.status, .upload_date = key.uploaded_at});
  }
  return response;
}

}  // namespace iam::service
