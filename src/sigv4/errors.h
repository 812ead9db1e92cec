// Failures of authentication, worded as AWS words them.
#pragma once

#include "iam/base/result.h"
#include "iam/base/time.h"

#include <span>
#include <string_view>

namespace iam::sigv4::errors {

// No Authorization header, or one that is not AWS's.
Error missing_token();
// A presigned query of another algorithm: AWS leaves out a word.
Error missing_token_of_query();

Error version_2();
Error unsupported_algorithm(std::string_view algorithm);
// `missing`: the names of the Authorization header's parameters.
Error incomplete_header(std::span<std::string_view const> missing, bool has_date, std::string_view authorization);
// `missing`: the names of the query's parameters.
Error incomplete_query(std::span<std::string_view const> missing);
Error malformed_date(std::string_view date);
Error malformed_credential(std::string_view credential);

Error host_not_signed();
Error header_not_signed(std::string_view name);
Error expired(Time signed_at, Time now);
Error not_yet_current(Time signed_at, Time now);
// `sentences` about the scope.
Error wrong_scope(std::string sentences);
Error wrong_signature();

}  // namespace iam::sigv4::errors
