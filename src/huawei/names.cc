#include "names.h"

#include "errors.h"
#include "iam/base/ids.h"
#include "iam/store/account.h"
#include "ids.h"

namespace iam::gateway::huawei {
namespace {

constexpr std::string_view kRootName = "root";

}  // namespace

Result<Person> find_person(service::Call& call, std::string_view id) {
  if (id == root_user_id_of(call.account())) return Person();
  if (auto const unique_id = unique_id_of(id, id_prefix::kUser)) {
    if (auto user = store::Users(call.store).find_by_unique_id(call.account(), *unique_id)) return user;
  }
  return fail(errors::not_found("user", id));
}

Result<store::User> find_user(service::Call& call, std::string_view id) {
  auto person = find_person(call, id);
  if (!person) return fail(std::move(person.error()));
  if (!person->has_value()) return fail(errors::not_authorized());
  return **std::move(person);
}

Result<store::Group> find_group(service::Call& call, std::string_view id) {
  if (auto const unique_id = unique_id_of(id, id_prefix::kGroup)) {
    if (auto group = store::Groups(call.store).find_by_unique_id(call.account(), *unique_id)) return *std::move(group);
  }
  return fail(errors::not_found("group", id));
}

std::string urn(service::Call const& call, std::string_view kind, std::string_view name) {
  return std::string("iam::").append(domain_id_of(call.account())).append(":").append(kind).append(":").append(name);
}

std::string root_name(service::Call& call) {
  return store::AccountAliases(call.store).find(call.account()).value_or(std::string(kRootName));
}

}  // namespace iam::gateway::huawei
