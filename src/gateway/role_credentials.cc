#include "role_credentials.h"

#include "iam/authorization/carry_out.h"
#include "iam/base/encoding.h"
#include "iam/base/hash.h"
#include "iam/base/text.h"
#include "iam/call/errors.h"
#include "iam/face/answers.h"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::string_view kContainerPath = "/_iam/credentials";
constexpr std::string_view kTokenPath = "/latest/api/token";
constexpr std::string_view kMetadata = "/latest/meta-data/iam/security-credentials";

constexpr std::string_view kTokenHeader = "X-aws-ec2-metadata-token";
constexpr std::string_view kTokenLifetimeHeader = "X-Aws-Ec2-Metadata-Token-Ttl-Seconds";
constexpr std::int64_t kTokenLifetimeMax = 21'600;

// Who may get a role for a container, and who for an instance.
constexpr std::string_view kContainerServices[] = {"ecs-tasks.amazonaws.com", "pods.eks.amazonaws.com"};
constexpr std::string_view kInstanceServices[] = {"ec2.amazonaws.com"};

constexpr std::size_t kInstanceDigits = 17;

// The metadata service calls everything plain text, its JSON too.
HttpResponse metadata_text(int status, std::string body) {
  return text_response(status, "text/plain", std::move(body));
}
HttpResponse metadata_json(json::object const& body) { return metadata_text(200, json::serialize(body)); }

HttpResponse container_error(int status, std::string_view code, std::string_view message) {
  return json_response(status, json::object{{"code", code}, {"message", message}});
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string digits_of(std::string uuid) {
  std::erase(uuid, '-');
  return uuid;
}

}  // namespace

RoleCredentialsApi::RoleCredentialsApi(Environment const& environment, service::Surroundings const& surroundings)
    : environment_(environment),
      surroundings_(surroundings),
      instance_id_("i-" + digits_of(environment.ids.request_id()).substr(0, kInstanceDigits)),
      task_id_(digits_of(environment.ids.request_id())) {
  auto const& role = environment.role_credentials.role;
  if (role.empty() || role.starts_with("arn:")) {
    role_arn_ = role;
  } else {
    role_arn_ = iam_arn(environment.partition, environment.default_account, "role", "/", role);
  }
}

bool RoleCredentialsApi::owns(std::string_view path) const {
  if (role_arn_.empty()) return false;
  return path == kContainerPath || path == kTokenPath || path.starts_with(kMetadata);
}

void RoleCredentialsApi::handle(HttpRequest const& request, std::string const& request_id, Reply reply) const {
  auto const path = request.target.path;
  if (path == kTokenPath) {
    return reply(request.method == "PUT" ? metadata_token(request) : method_not_allowed("PUT"));
  }
  if (!is_reading(request)) return reply(method_not_allowed("GET"));
  if (path == kContainerPath) return container(request, request_id, std::move(reply));
  instance(request, request_id, std::move(reply));
}

void RoleCredentialsApi::container(HttpRequest const& request, std::string const& request_id, Reply reply) const {
  auto const& wanted = environment_.role_credentials.authorization;
  if (!wanted.reveal().empty() && !is_same_secret(request.header("Authorization"), wanted)) {
    return reply(container_error(401, "Unauthorized", "the Authorization header is not the server's token"));
  }
  Answers answers;
  answers.granted = [role_arn = role_arn_](service::ServiceCredentials const& credentials) {
    return json_response(200, json::object{{"RoleArn", role_arn},
                                           {"AccessKeyId", credentials.access_key_id},
                                           {"SecretAccessKey", credentials.secret_access_key.reveal()},
                                           {"Token", credentials.session_token},
                                           {"Expiration", to_iso8601(credentials.expires_at)}});
  };
  answers.refused = [role_arn = role_arn_] {
    return container_error(403, "AccessDenied",
                           role_arn +
                               " does not exist, or trusts neither ecs-tasks.amazonaws.com nor "
                               "pods.eks.amazonaws.com");
  };
  assume(kContainerServices, task_id_, request_id, std::move(answers), std::move(reply));
}

void RoleCredentialsApi::instance(HttpRequest const& request, std::string const& request_id, Reply reply) const {
  if (!has_metadata_token(request)) return reply(metadata_text(401, ""));
  auto const role_name = std::string(after_last(role_arn_, '/'));
  auto rest = request.target.path.substr(kMetadata.size());
  if (rest.starts_with('/')) rest.remove_prefix(1);
  if (rest.empty()) return reply(metadata_text(200, role_name));
  if (rest != role_name) return reply(metadata_text(404, ""));

  auto const now = environment_.clock.now();
  Answers answers;
  answers.granted = [](service::ServiceCredentials const& credentials) {
    return metadata_json({{"Code", "Success"},
                          {"LastUpdated", to_iso8601(credentials.issued_at)},
                          {"Type", "AWS-HMAC"},
                          {"AccessKeyId", credentials.access_key_id},
                          {"SecretAccessKey", credentials.secret_access_key.reveal()},
                          {"Token", credentials.session_token},
                          {"Expiration", to_iso8601(credentials.expires_at)}});
  };
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_iam-ec2.html
  answers.refused = [role_name, now] {
    return metadata_json({{"Code", "AssumeRoleUnauthorizedAccess"},
                          {"Message", "EC2 cannot assume the role " + role_name + "."},
                          {"LastUpdated", to_iso8601(now)}});
  };
  assume(kInstanceServices, instance_id_, request_id, std::move(answers), std::move(reply));
}

// The token says when it ends, and nobody else can make one. A proxy must not get one for those behind it.
HttpResponse RoleCredentialsApi::metadata_token(HttpRequest const& request) const {
  if (!request.header("X-Forwarded-For").empty()) return metadata_text(403, "");
  auto const lifetime = whole_number(request.header(kTokenLifetimeHeader));
  if (!lifetime.has_value() || *lifetime < 1 || *lifetime > kTokenLifetimeMax) return metadata_text(400, "");
  auto const end = environment_.clock.now() + std::chrono::seconds(*lifetime);
  auto const text = std::to_string(end.time_since_epoch().count());
  auto response = metadata_text(200, base64url_encode(environment_.seal.close(service::Sealed::kMetadataToken, text)));
  response.headers.emplace_back(kTokenLifetimeHeader, std::to_string(*lifetime));
  return response;
}

bool RoleCredentialsApi::has_metadata_token(HttpRequest const& request) const {
  auto const shown = request.header(kTokenHeader);
  if (shown.empty()) return environment_.role_credentials.metadata_tokens == MetadataTokens::kOptional;
  auto const bytes = base64url_decode(shown);
  if (!bytes.has_value()) return false;
  auto const end = environment_.seal.open(service::Sealed::kMetadataToken, *bytes);
  return end.has_value() && environment_.clock.now().time_since_epoch().count() < whole_number(*end).value_or(0);
}

// Each answer is a session of its own: none is ever about to expire.
void RoleCredentialsApi::assume(std::span<std::string_view const> services, std::string session_name,
                                std::string const& request_id, Answers answers, Reply reply) const {
  auto const response = std::make_shared<HttpResponse>();
  auto run = [=, this](service::Call& call) -> Status {
    auto const credentials = service::credentials_for_service(call, role_arn_, services, session_name);
    *response = credentials.has_value() ? answers.granted(*credentials) : answers.refused();
    return {};
  };
  service::carry_out(
      surroundings_,
      {"role credentials", service::Access::kWrite,
       service::Caller::root(environment_.default_account, environment_.partition, ""), service::Origin(), request_id,
       std::move(run)},
      service::errors::service_failure(),
      [response, reply = std::move(reply)](Status const& status, std::string const&) {
        reply(status.has_value() ? std::move(*response) : HttpResponse{.status = status.error().http_status});
      });
}

}  // namespace iam::gateway
