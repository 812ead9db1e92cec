// Callers: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html,
// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html and
// https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html
#include "iam/service/handlers/callers.h"

#include "errors/sts.h"
#include "iam/authorization/authorization_message.h"
#include "iam/base/ids.h"
#include "iam/call/call.h"
#include "iam/call/errors.h"
#include "iam/store/access_keys.h"

namespace iam::service::sts {

// The id alone tells: neither the key's state nor whether it exists at all is looked at. Only of an id that a state
// document gave, and that AWS would not have made, the server must know whose it is.
Result<api::sts::GetAccessKeyInfoResponse> get_access_key_info(Call& call,
                                                               api::sts::GetAccessKeyInfoRequest const& request) {
  auto account = account_of_id(request.access_key_id);
  if (auto const key = store::AccessKeys(call.store).find(request.access_key_id)) account = key->account;
  if (!account) return fail(errors::invalid_text(request.access_key_id));
  return api::sts::GetAccessKeyInfoResponse{.account = account->text()};
}

Result<api::sts::GetCallerIdentityResponse> get_caller_identity(Call& call, api::sts::GetCallerIdentityRequest const&) {
  api::sts::GetCallerIdentityResponse response;
  response.arn = call.caller.arn;
  response.user_id = call.caller.unique_id;
  response.account = call.account().text();
  return response;
}

Result<api::sts::DecodeAuthorizationMessageResponse> decode_authorization_message(
    Call& call, api::sts::DecodeAuthorizationMessageRequest const& request) {
  auto message = decoded_message(call.seal, call.account(), request.encoded_message);
  if (!message.has_value()) return fail(errors::invalid_authorization_message());
  return api::sts::DecodeAuthorizationMessageResponse{.decoded_message = *std::move(message)};
}

}  // namespace iam::service::sts
