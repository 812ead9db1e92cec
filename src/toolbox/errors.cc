#include "errors.h"

#include "iam/api/error_codes.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace iam::gateway::toolbox::errors {
namespace {

constexpr std::pair<std::string_view, std::string_view> kTranslations[] = {
    {api::kAccessDenied.name, "AccessDeniedException"},
    {api::kExpiredToken.name, "ExpiredTokenException"},
    {"IncompleteSignature", "IncompleteSignatureException"},
    {api::kInvalidClientTokenId.name, "UnrecognizedClientException"},
    {"MissingAuthenticationToken", "MissingAuthenticationTokenException"},
    {"SignatureDoesNotMatch", "InvalidSignatureException"},
};

}  // namespace

Error resource_not_found() {
  return Error{.code = "ResourceNotFoundException",
               .http_status = 404,
               .message = "The requested authorization details do not exist or have expired."};
}

Error validation(std::string message) {
  return Error{.code = "ValidationException", .http_status = 400, .message = std::move(message)};
}

Error internal_server() {
  return Error{.code = "InternalServerException",
               .http_status = 500,
               .message = "An unexpected error occurred.",
               .fault = Fault::kReceiver};
}

Error translated(Error error) {
  auto const* found =
      std::ranges::find(kTranslations, error.code, &std::pair<std::string_view, std::string_view>::first);
  if (found != std::end(kTranslations)) error.code = found->second;
  return error;
}

}  // namespace iam::gateway::toolbox::errors
