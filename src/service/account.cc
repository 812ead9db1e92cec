// The account itself: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccountAlias.html and its
// neighbours.
#include "iam/store/account.h"
#include "iam/call/paging.h"

#include "errors/account.h"
#include "iam/call/call.h"
#include "iam/service/handlers/account.h"

namespace iam::service {
namespace {

constexpr std::string_view kTokenVersion1 = "v1Token";

// A sign-in page takes an alias or an account id, so that one must not look like the other.
bool looks_like_account_id(std::string_view alias) { return AccountId::parse(alias).has_value(); }

}  // namespace

// An account has one alias: a new one takes the place of the old one.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/console-account-alias.html
Status create_account_alias(Call& call, api::CreateAccountAliasRequest const& request) {
  if (looks_like_account_id(request.account_alias)) return fail(errors::account_alias_is_an_account_id());
  if (!store::AccountAliases(call.store).put(call.account(), request.account_alias)) {
    return fail(errors::account_alias_exists(request.account_alias));
  }
  return {};
}

Status delete_account_alias(Call& call, api::DeleteAccountAliasRequest const& request) {
  if (!store::AccountAliases(call.store).remove(call.account(), request.account_alias)) {
    return fail(errors::no_such_account_alias(request.account_alias));
  }
  return {};
}

Result<api::ListAccountAliasesResponse> list_account_aliases(Call& call,
                                                             api::ListAccountAliasesRequest const& request) {
  // No page of this list leaves anything over, so that no marker can be one of its own.
  auto const page = PageRequest::make("ListAccountAliases", call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());
  api::ListAccountAliasesResponse response;
  response.is_truncated = false;
  if (auto alias = store::AccountAliases(call.store).find(call.account())) {
    response.account_aliases.push_back(*std::move(alias));
  }
  return response;
}

Status set_security_token_service_preferences(Call& call,
                                              api::SetSecurityTokenServicePreferencesRequest const& request) {
  store::AccountPreferences(call.store)
      .set_global_endpoint_token_version(call.account(),
                                         request.global_endpoint_token_version == kTokenVersion1 ? 1 : 2);
  return {};
}

}  // namespace iam::service
