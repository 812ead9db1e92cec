#include "resources.h"

#include "iam/base/arn.h"
#include "iam/base/provider_url.h"
#include "iam/base/text.h"
#include "iam/call/nouns.h"
#include "iam/catalogue/service_linked_roles.h"
#include "iam/store/access_keys.h"
#include "iam/store/users.h"

#include <algorithm>
#include <utility>

namespace iam::service {
namespace {

using Form = Permission::Form;

constexpr std::string_view kRoleTemplate = "role-template";

Resource account_wide(Call const& call) {
  return {.arn = std::string(kEveryResource), .shown = std::string(kEveryResource), .account = call.account()};
}

// Recorded denials have two spellings: GetRoleTemplateVersion's, and that of AcquireRole, which is about templates
// alone.
std::string shown_role_template(std::string_view wanted_kind, std::string_view arn) {
  return std::string(wanted_kind == kRoleTemplate ? "role template " : "role-template ").append(arn);
}

Resource with_arn(Call const& call, std::string_view arn) {
  auto const parts = parse_arn(arn);
  auto const account = parts ? AccountId::parse(parts->account) : std::nullopt;
  return {.arn = std::string(arn), .shown = std::string(arn), .account = account.value_or(call.account())};
}

// `given` is a name, or an ARN.
Resource entity(Call& call, std::string_view wanted_kind, std::string_view given) {
  auto const arn = parse_arn(given);
  auto const kind = arn ? arn->resource.substr(0, arn->resource.find('/')) : wanted_kind;
  auto const* noun = find_noun(kind);
  if (noun == nullptr) {
    auto resource = with_arn(call, arn ? std::string(given) : call.arn(kind, kRootPath, given));
    if (kind == kRoleTemplate) resource.shown = shown_role_template(wanted_kind, resource.arn);
    return resource;
  }

  auto const path_and_name = arn ? arn->resource.substr(std::min(kind.size() + 1, arn->resource.size())) : given;
  bool const is_ours = !arn || arn->account == call.account().text();
  auto stored = is_ours ? noun->find(call, path_and_name) : std::nullopt;
  auto true_arn = stored ? call.arn(kind, stored->path, stored->name) : "";
  if (arn && noun->path_in_arn == Noun::PathInArn::kCompared && true_arn != given) stored.reset();
  if (!stored) true_arn = arn ? std::string(given) : call.arn(kind, kRootPath, given);
  auto resource = with_arn(call, true_arn);
  resource.kind = noun->kind;
  if (!noun->words.empty()) {
    auto const name = arn ? std::string_view(resource.arn) : after_last(resource.arn, '/');
    resource.shown = std::string(noun->words).append(name);
  }
  if (stored) {
    resource.tags = stored_tags(call, noun->kind, stored->id);
    resource.boundary = std::move(stored->boundary);
  }
  return resource;
}

// Roles and federated users are nobody's user: AWS tells them to name one, once they are let in.
Resource caller_itself(Call& call) {
  if (call.caller.user_name.empty()) return with_arn(call, call.caller.arn);
  return entity(call, "user", call.caller.user_name);
}

Resource user_of_access_key(Call& call, std::string_view id) {
  auto const key = store::AccessKeys(call.store).find(id);
  auto const user = key && key->user && key->account == call.account()
                        ? store::Users(call.store).find_by_id(key->account, *key->user)
                        : std::nullopt;
  if (user) return entity(call, "user", user->name);
  auto resource = account_wide(call);
  resource.shown = std::string("access key ").append(id);
  return resource;
}

// `task/aws-service-role/<service>/<role>/<uuid>`
Resource role_of_task(Call& call, std::string_view task) {
  auto const begin = std::min(task.find('/'), task.size());
  auto const end = std::max(task.rfind('/'), begin);
  auto const path_and_name = task.substr(begin, end - begin);
  auto const name = after_last(path_and_name, '/');
  auto const path = path_and_name.substr(0, path_and_name.size() - name.size());
  auto resource = with_arn(call, call.arn("role", path, name));
  resource.shown = std::string("role ").append(name);
  return resource;
}

// `principal` is the account's number, or whatever else was given instead.
Resource root_user_of_account(Call& call, std::string const& principal) {
  auto const account = AccountId::parse(principal);
  auto root = with_arn(call, account ? root_arn(call.caller.partition, *account) : principal);
  root.is_entrusted = true;
  return root;
}

std::string service_linked_role_arn(Call const& call, std::string_view service,
                                    std::optional<std::string> const& suffix) {
  auto const made_from = catalogue::find_service_linked_template(service);
  auto const path = std::string(catalogue::kServiceLinkedPath).append(service).append("/");
  return call.arn("role", path,
                  made_from ? catalogue::service_linked_role_name(*made_from, suffix) : std::string(kEveryResource));
}

Resource new_entity(Call const& call, std::string_view kind, PermissionRequest const& request) {
  auto const name = request.name.value_or(std::string(kEveryResource));
  auto const path = request.path.value_or(std::string(kRootPath));
  if (kind == "service-linked-role") return with_arn(call, service_linked_role_arn(call, name, request.path));
  if (kind == "oidc-provider") return with_arn(call, call.arn(kind, kRootPath, provider_name(name)));
  if (kind == "federated-user") {
    return with_arn(call, sts_arn(call.caller.partition, call.account(), "federated-user/" + name));
  }
  auto resource = with_arn(call, call.arn(kind, path, name));
  if (kind == "policy") resource.shown = "policy " + name;
  return resource;
}

// Recorded denials name the collection by ARN, though the service authorization reference knows only `*`.
Resource collection(Call const& call, std::string_view kind, PermissionRequest const& request) {
  auto const path = request.path.value_or(std::string(kRootPath));
  bool const is_provider = kind == "oidc-provider" || kind == "saml-provider";
  auto resource = with_arn(call, call.arn(kind, path, is_provider ? kEveryResource : ""));
  resource.is_collection = true;
  if (kind == "policy") resource.shown = "policy path " + path;
  return resource;
}

}  // namespace

Resource find_resource(Call& call, Permission::Resource const& rule, PermissionRequest const& request) {
  switch (rule.form) {
    case Form::kEntity:
      return request.name ? entity(call, rule.kind, *request.name) : caller_itself(call);
    case Form::kUserOf:
      return user_of_access_key(call, request.name.value_or(""));
    case Form::kRoleOf:
      return role_of_task(call, request.name.value_or(""));
    case Form::kRootUserOf:
      return root_user_of_account(call, request.name.value_or(""));
    case Form::kNewEntity:
      return new_entity(call, rule.kind, request);
    case Form::kCollection:
      return collection(call, rule.kind, request);
    case Form::kNothing:
    case Form::kEverything:
      break;
  }
  return account_wide(call);
}

Resource moved(Resource const& resource, std::optional<std::string> const& name,
               std::optional<std::string> const& path) {
  auto target = resource;
  auto const old = parse_iam_arn(resource.arn).value();
  target.arn = iam_arn(old.partition, old.account, old.kind, path.value_or(std::string(old.path)),
                       name.value_or(std::string(old.name)));
  target.shown = target.arn;
  return target;
}

// Reports quote the ARN.
Resource find_passed_role(Call& call, std::string_view name) {
  auto role = entity(call, "role", name);
  role.shown = role.arn;
  return role;
}

}  // namespace iam::service
