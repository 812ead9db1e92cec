// Errors of delegation requests. The codes are the model's; no public source quotes the sentences.
#pragma once

#include "iam/base/result.h"

#include <string_view>

namespace iam::service::errors {

Error no_such_delegation_request(std::string_view id);
Error delegation_workflow_exists(std::string_view workflow);
Error delegation_request_in_state(std::string_view id, std::string_view state);
// Where the model knows no InvalidInput.
Error delegation_request_cannot_be_accepted(std::string_view id, std::string_view state);
Error delegation_too_long_for_root();
Error delegation_token_only_sent_by_owner();

Error no_such_delegation_template(std::string_view arn);
Error delegation_parameter_missing(std::string_view name);
Error delegation_parameter_unknown(std::string_view name);
Error delegation_parameter_values(std::string_view name);
Error delegation_policy_malformed(std::string_view fault);
Error notification_channel_is_no_topic(std::string_view channel);

Error not_summarized(std::string_view arn);

}  // namespace iam::service::errors
