// The errors of Alexa for Business. Codes are the model's, or those common to AWS's JSON protocols; no answer of the
// service is recorded anywhere, so the sentences are this server's where no comment says otherwise.
#pragma once

#include "iam/base/result.h"

#include <boost/json.hpp>

#include <string>
#include <string_view>

namespace iam::gateway::alexa::errors {

// Of the model.
Error not_found(std::string_view what);
Error resource_in_use(std::string message);
Error invalid_user_status();

// Before an operation runs.
Error unknown_operation();
Error malformed_body();
Error list_expected();
Error structure_expected();
Error no_conversion(boost::json::value const& value, std::string_view type);
Error validation(std::string message);
Error invalid_next_token();
Error internal_failure();

// An error of IAM's operations, or of a signature, by its name here. What this system has no name for is a
// ValidationException.
Error translated(Error error);
// The same for operations that declare no LimitExceededException.
Error translated_without_limits(Error error);

// `request`: the body that is answered, whose token ResourceInUseException repeats; null when there was none.
boost::json::value body_of(Error const& error, boost::json::object const* request);

}  // namespace iam::gateway::alexa::errors
