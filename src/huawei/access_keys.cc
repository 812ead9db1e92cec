// Access keys: https://support.huaweicloud.com/intl/en-us/api-iam5/CreateAccessKeyV5.html and its neighbours.
#include "iam/service/handlers/access_keys.h"
#include "errors.h"
#include "iam/call/credential_status.h"
#include "iam/store/access_keys.h"
#include "ids.h"
#include "names.h"
#include "operation.h"
#include "page.h"

namespace iam::gateway::huawei {
namespace {

using service::Access;
using service::Call;

// Both systems have two states; Huawei spells them small.
struct KeyStatus {
  std::string_view huawei;
  std::string_view aws;
};
constexpr KeyStatus kActive{"active", service::kActive};
constexpr KeyStatus kInactive{"inactive", service::kInactive};

std::string_view shown_status(std::string_view aws) { return aws == kActive.aws ? kActive.huawei : kInactive.huawei; }

// Whose keys the path means, as AWS's requests name them: root has no name, and only root may handle its own.
struct Owner {
  store::KeyOwner user;
  std::optional<std::string> name;
};

Result<Owner> find_owner(Call& call, Parameters const& in) {
  auto person = find_person(call, in.text("user_id"));
  if (!person) return fail(person.error());
  if (person->has_value()) return Owner{(*person)->id, (*person)->name};
  if (call.caller.kind != service::Caller::Kind::kRoot) return fail(errors::not_authorized());
  return Owner{};
}

Result<store::AccessKey> find_key(Call& call, Owner const& owner, Parameters const& in) {
  auto const id = in.text("access_key_id");
  auto key = store::AccessKeys(call.store).find(id);
  bool const is_theirs = key.has_value() && key->account == call.account() && key->user == owner.user;
  if (!is_theirs) return fail(errors::not_found("access-key", id));
  return *std::move(key);
}

json::object to_json(Parameters const& in, std::string_view id, Time created_at, std::string_view status) {
  return {{"user_id", in.text("user_id")},
          {"access_key_id", id},
          {"created_at", to_iso8601(created_at)},
          {"status", shown_status(status)}};
}

Result<json::value> create_access_key(Call& call, Parameters const& in) {
  auto const owner = find_owner(call, in);
  if (!owner) return fail(owner.error());
  auto const created =
      service::create_access_key(call, {.user_name = owner->name}).map_error(errors::about("access-key"));
  if (!created) return fail(created.error());
  auto const& key = created->access_key;
  auto shown = to_json(in, key.access_key_id, call.now, key.status);
  shown["secret_access_key"] = key.secret_access_key.reveal();
  return json::object{{"access_key", std::move(shown)}};
}

Result<json::value> list_access_keys(Call& call, Parameters const& in) {
  auto const owner = find_owner(call, in);
  if (!owner) return fail(owner.error());
  auto const page = Page::make("ListAccessKeysV5", call, in);
  if (!page) return fail(page.error());
  auto keys =
      store::AccessKeys(call.store).page(call.account(), owner->user, (*page)->after_number(), (*page)->fetch_limit());
  return page->answer(
      "access_keys", std::move(keys), [](store::AccessKey const& key) { return std::to_string(key.position); },
      [&in](store::AccessKey const& key) { return to_json(in, key.id, key.created_at, key.status); });
}

Result<json::value> update_access_key(Call& call, Parameters const& in) {
  auto const owner = find_owner(call, in);
  if (!owner) return fail(owner.error());
  auto const key = find_key(call, *owner, in);
  if (!key) return fail(key.error());
  auto const status = in.text("status") == kActive.huawei ? kActive.aws : kInactive.aws;
  auto const updated = service::update_access_key(
      call, {.user_name = owner->name, .access_key_id = key->id, .status = std::string(status)});
  if (!updated) return fail(errors::translated(updated.error(), "access-key"));
  return json::object{{"access_key", to_json(in, key->id, key->created_at, status)}};
}

Result<json::value> delete_access_key(Call& call, Parameters const& in) {
  auto const owner = find_owner(call, in);
  if (!owner) return fail(owner.error());
  auto const key = find_key(call, *owner, in);
  if (!key) return fail(key.error());
  auto const deleted = service::delete_access_key(call, {.user_name = owner->name, .access_key_id = key->id});
  if (!deleted) return fail(errors::translated(deleted.error(), "access-key"));
  return nullptr;
}

Result<json::value> show_last_used(Call& call, Parameters const& in) {
  auto const owner = find_owner(call, in);
  if (!owner) return fail(owner.error());
  auto const key = find_key(call, *owner, in);
  if (!key) return fail(key.error());
  auto const used = service::get_access_key_last_used(call, {.access_key_id = key->id});
  if (!used) return fail(errors::translated(used.error(), "access-key"));
  json::object shown;
  if (auto const& last = used->access_key_last_used; last && last->last_used_date) {
    shown["last_used_at"] = to_iso8601(*last->last_used_date);
  }
  return json::object{{"access_key_last_used", std::move(shown)}};
}

constexpr Member kUpdateAccessKey[] = {{"status", Place::kBody, Presence::kRequired, &rules::kAccessKeyStatus}};

constexpr Operation kAccessKeyOperations[] = {
    {"CreateAccessKeyV5",
     "POST",
     "/v5/users/{user_id}/access-keys",
     "iam:credentials:createCredentialV5",
     Access::kWrite,
     201,
     {},
     create_access_key},
    {"ListAccessKeysV5", "GET", "/v5/users/{user_id}/access-keys", "iam:credentials:listCredentialsV5", Access::kRead,
     200, kPageMembers, list_access_keys},
    {"UpdateAccessKeyV5", "PUT", "/v5/users/{user_id}/access-keys/{access_key_id}",
     "iam:credentials:updateCredentialV5", Access::kWrite, 200, kUpdateAccessKey, update_access_key},
    {"DeleteAccessKeyV5",
     "DELETE",
     "/v5/users/{user_id}/access-keys/{access_key_id}",
     "iam:credentials:deleteCredentialV5",
     Access::kWrite,
     204,
     {},
     delete_access_key},
    {"ShowAccessKeyLastUsedV5",
     "GET",
     "/v5/users/{user_id}/access-keys/{access_key_id}/last-used",
     "iam:credentials:showAccessKeyLastUsedV5",
     Access::kRead,
     200,
     {},
     show_last_used},
};

}  // namespace

std::span<Operation const> access_key_operations() { return kAccessKeyOperations; }

}  // namespace iam::gateway::huawei
