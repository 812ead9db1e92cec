#include "other_services.h"

#include "iam/base/log.h"
#include "iam/base/text.h"
#include "iam/face/answers.h"
#include "iam/sigv4/credential.h"
#include "protocols.h"

#include <fmt/format.h>

#include <algorithm>

namespace iam::gateway {
namespace {

// AWS has some 400 services; a stranger can make up more.
constexpr std::size_t kWarnedMax = 500;
constexpr std::size_t kNameMax = 64;

constexpr std::string_view kCborPath = "/service/";

bool is_name(std::string_view text) {
  auto const is_fit = [](char c) { return is_alphanumeric(c) || c == '-' || c == '_' || c == '.'; };
  return !text.empty() && text.size() <= kNameMax && std::ranges::all_of(text, is_fit);
}

// As the request was signed for it: the names of scopes are the shortest.
std::string signed_service(HttpRequest const& request) {
  if (auto const credential = sigv4::credential_of_header(request.header("Authorization"))) {
    return std::string(credential->service);
  }
  auto const parameter = url_parameter(request, "X-Amz-Credential").value_or("");
  auto const credential = sigv4::parse_credential(parameter);
  return credential.has_value() ? std::string(credential->service) : std::string();
}

// `DynamoDB` of `DynamoDB_20120810.ListTables`, and of `/service/DynamoDB/operation/ListTables`.
std::string_view unsigned_service(HttpRequest const& request) {
  if (auto const target = request.header("X-Amz-Target"); !target.empty()) {
    auto const name = target.substr(0, target.rfind('.'));
    return name.substr(0, name.find('_'));
  }
  auto path = request.target.path;
  if (request.header("smithy-protocol").empty() || !path.starts_with(kCborPath)) return {};
  path.remove_prefix(kCborPath.size());
  return path.substr(0, path.find('/'));
}

std::string service_of(HttpRequest const& request) {
  auto name = signed_service(request);
  if (name.empty()) name = unsigned_service(request);
  return is_name(name) ? name : std::string();
}

}  // namespace

std::optional<HttpResponse> OtherServices::answer(HttpRequest const& request, std::string_view request_id) {
  if (!environment_.faces.aws) return std::nullopt;
  auto const service = service_of(request);
  if (service.empty() || lives_here(service)) return std::nullopt;
  auto const sentence = fmt::format(
      "IAM Local speaks IAM and STS, not {}: set AWS_ENDPOINT_URL_IAM and AWS_ENDPOINT_URL_STS instead of "
      "AWS_ENDPOINT_URL, and other services are left alone",
      service);
  warn_once(service, sentence);
  Error const error{.code = "NotImplemented", .http_status = 501, .message = sentence};
  metrics_.record({}, error.http_status, {});
  return error_in(protocol_of(request, service), request, error, request_id);
}

bool OtherServices::lives_here(std::string_view service) const {
  if (service == "a4b" || service == "AlexaForBusiness") return environment_.faces.alexa;
  return service == "iam" || service == "sts";
}

void OtherServices::warn_once(std::string const& service, std::string const& sentence) {
  {
    std::lock_guard const lock(mutex_);
    if (warned_.size() >= kWarnedMax || !warned_.insert(service).second) return;
  }
  log::warning("{}", sentence);
}

}  // namespace iam::gateway
