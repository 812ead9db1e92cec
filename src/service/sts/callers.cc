// Callers: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html,
// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html and
// https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html
#include "iam/service/handlers/callers.h"

#include "errors/sts.h"
#include "iam/authorization/authorization_message.h"
#include "iam/base/ids.h"
#include "iam/call/call.h"
#include "iam/call/errors.h"

namespace iam::service::sts {

// The id alone tells: neither the key's state nor whether it exists at all is looked at.
Result<api::sts::GetAccessKeyInfoResponse> get_access_key_info(Call&,
                                                               api::sts::GetAccessKeyInfoRequest const& request) {
  auto const account = account_of_id(request.access_key_id);
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
