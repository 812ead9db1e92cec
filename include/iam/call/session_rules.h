// Which temporary credentials IAM knows, whatever policies say and whichever face it is asked through.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"

namespace iam::service {

// InvalidClientTokenId for federated users and for sessions of GetSessionToken without MFA: IAM takes no notice of
// credentials that are not for it, as if they were no credentials.
Status check_session_for_iam(Caller const& caller);

}  // namespace iam::service
