#include "errors.h"

#include "iam/api/error_codes.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace iam::gateway::alexa::errors {
namespace {

namespace json = boost::json;

constexpr std::string_view kResourceInUse = "ResourceInUseException";
constexpr std::string_view kLimitExceeded = "LimitExceededException";
constexpr std::string_view kValidation = "ValidationException";
constexpr std::string_view kToken = "ClientRequestToken";

// Their message is modelled as `Message`; that of the framework's errors is conventionally `message`.
constexpr std::string_view kModelled[] = {"ConcurrentModificationException", "InvalidUserStatusException",
                                          kLimitExceeded, "NotFoundException", kResourceInUse};

constexpr std::pair<std::string_view, std::string_view> kTranslations[] = {
    // Of IAM's operations.
    {api::kConcurrentModification.name, "ConcurrentModificationException"},
    {api::kEntityAlreadyExists.name, kResourceInUse},
    {api::kEntityTemporarilyUnmodifiable.name, "ConcurrentModificationException"},
    {api::kLimitExceeded.name, kLimitExceeded},
    {api::kNoSuchEntity.name, "NotFoundException"},
    {api::kServiceFailure.name, "InternalFailure"},
    // Of signatures and their keys.
    {api::kAccessDenied.name, "AccessDeniedException"},
    {api::kExpiredToken.name, "ExpiredTokenException"},
    {"IncompleteSignature", "IncompleteSignatureException"},
    {api::kInvalidClientTokenId.name, "UnrecognizedClientException"},
    {"MissingAuthenticationToken", "MissingAuthenticationTokenException"},
    {"SignatureDoesNotMatch", "InvalidSignatureException"},
};

// Everything that is the client's fault has status 400 in this protocol.
Error make(std::string_view code, std::string message) {
  return Error{.code = std::string(code), .http_status = 400, .message = std::move(message)};
}

// As DynamoDB's public answers call what they could not convert.
std::string_view type_name(json::value const& value) {
  switch (value.kind()) {
    case json::kind::null:
      return "NULL_VALUE";
    case json::kind::bool_:
      return value.get_bool() ? "TRUE_VALUE" : "FALSE_VALUE";
    case json::kind::string:
      return "STRING_VALUE";
    case json::kind::double_:
      return "DECIMAL_VALUE";
    default:
      return "NUMBER_VALUE";
  }
}

}  // namespace

Error not_found(std::string_view what) { return make("NotFoundException", fmt::format("The {} is not found.", what)); }

Error resource_in_use(std::string message) { return make(kResourceInUse, std::move(message)); }

Error invalid_user_status() { return make("InvalidUserStatusException", "The user is registered already."); }

// Nothing is said by AWS's own services either, but for the name.
Error unknown_operation() { return Error{.code = "UnknownOperationException", .http_status = 400}; }

Error malformed_body() { return Error{.code = "SerializationException", .http_status = 400}; }

// These four sentences are in public reports of DynamoDB's answers, which is of the same framework.
Error list_expected() { return make("SerializationException", "Expected list or null"); }
Error structure_expected() { return make("SerializationException", "Expected null"); }
Error no_conversion(json::value const& value, std::string_view type) {
  if (value.is_structured()) {
    return make("SerializationException", value.is_object() ? "Start of structure or map found where not expected"
                                                            : "Start of list found where not expected");
  }
  return make("SerializationException", fmt::format("{} can not be converted to {}", type_name(value), type));
}

Error validation(std::string message) { return make(kValidation, std::move(message)); }

Error invalid_next_token() { return validation("The NextToken is not one that this list handed out."); }

Error internal_failure() { return Error{.code = "InternalFailure", .http_status = 500, .fault = Fault::kReceiver}; }

Error translated(Error error) {
  auto const* found =
      std::ranges::find(kTranslations, error.code, &std::pair<std::string_view, std::string_view>::first);
  error.code = found != std::end(kTranslations) ? found->second : kValidation;
  if (error.http_status < 500) error.http_status = 400;
  return error;
}

Error translated_without_limits(Error error) {
  error = translated(std::move(error));
  if (error.code == kLimitExceeded) error.code = kValidation;
  return error;
}

json::value body_of(Error const& error, json::object const* request) {
  json::object body{{"__type", error.code}};
  bool const is_modelled = std::ranges::find(kModelled, error.code) != std::end(kModelled);
  if (error.message.has_value()) body[is_modelled ? "Message" : "message"] = *error.message;
  if (error.code == kResourceInUse && request != nullptr) {
    if (auto const* token = request->if_contains(kToken)) body[kToken] = *token;
  }
  return body;
}

}  // namespace iam::gateway::alexa::errors
