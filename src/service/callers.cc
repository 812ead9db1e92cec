// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
#include "iam/service/handlers/callers.h"

#include "iam/service/call.h"

namespace iam::service::sts {

Result<api::sts::GetCallerIdentityResponse> get_caller_identity(Call& call, api::sts::GetCallerIdentityRequest const&) {
  api::sts::GetCallerIdentityResponse response;
  response.arn = call.caller.arn;
  response.user_id = call.caller.unique_id;
  response.account = call.account().text();
  return response;
}

}  // namespace iam::service::sts
