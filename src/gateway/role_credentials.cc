#include "role_credentials.h"

#include "iam/authorization/carry_out.h"
#include "iam/base/aws_domains.h"
#include "iam/base/encoding.h"
#include "iam/base/hash.h"
#include "iam/base/text.h"
#include "iam/base/whole_number.h"
#include "iam/call/errors.h"
#include "iam/face/answers.h"
#include "iam/store/instance_profiles.h"
#include "iam/store/roles.h"

#include <boost/json.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::string_view kContainerPath = "/_iam/credentials";
constexpr std::string_view kVersionsPath = "/";
constexpr std::string_view kTokenPath = "/latest/api/token";
constexpr std::string_view kTokenMethods = "OPTIONS, PUT";

constexpr std::string_view kTokenHeader = "X-aws-ec2-metadata-token";
constexpr std::string_view kTokenLifetimeHeader = "X-Aws-Ec2-Metadata-Token-Ttl-Seconds";
constexpr std::int64_t kTokenLifetimeMax = 21'600;

constexpr std::size_t kInstanceDigits = 17;

// Seen, with two spaces and an address that has long been another.
constexpr std::string_view kRoleHelp =
    ".  Please see documentation at http://docs.amazonwebservices.com/IAM/latest/UserGuide/RolesTroubleshooting.html.";
constexpr std::string_view kProfileHelp =
    " cannot be found.  Please see documentation at https://docs.aws.amazon.com/IAM/latest/UserGuide/"
    "troubleshoot_iam-ec2.html#troubleshoot_iam-ec2_errors-info-doc.";

std::string_view reason_of(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    default:
      return "Method Not Allowed";
  }
}

// The metadata service calls everything plain text, its JSON too.
HttpResponse metadata_text(std::string body) { return text_response(200, "text/plain", std::move(body)); }

// Seen of 401 and 404; the service has one page for all.
HttpResponse metadata_error(int status) {
  auto const title = std::to_string(status).append(" - ").append(reason_of(status));
  return text_response(status, "text/html",
                       "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n"
                       "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\"\n"
                       "\t\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n"
                       "<html xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"en\" lang=\"en\">\n"
                       " <head>\n  <title>" +
                           title + "</title>\n </head>\n <body>\n  <h1>" + title + "</h1>\n </body>\n</html>\n");
}

HttpResponse metadata_error(int status, std::string_view allowed) {
  auto response = metadata_error(status);
  response.headers.emplace_back("Allow", allowed);
  return response;
}

HttpResponse container_error(int status, std::string_view code, std::string_view message) {
  return json_response(status, json::object{{"code", code}, {"message", message}});
}

std::string digits_of(std::string uuid) {
  std::erase(uuid, '-');
  return uuid;
}

std::string arn_of_role(Environment const& environment) {
  auto const& role = environment.role_credentials.role;
  if (role.empty() || role.starts_with("arn:")) return role;
  return iam_arn(environment.partition, environment.default_account, "role", "/", role);
}

// An instance of the role's account, in the server's region.
Instance instance_of(Environment const& environment, std::string const& role_arn) {
  auto const named = parse_iam_arn(role_arn);
  auto const& region = environment.scope_region;
  return {.id = "i-" + digits_of(environment.ids.request_id()).substr(0, kInstanceDigits),
          .account = named ? named->account : environment.default_account,
          .partition = environment.partition,
          .region = region.empty() ? std::string(iam_region(environment.partition)) : region,
          .role = std::string(after_last(role_arn, '/')),
          .launched_at = environment.clock.now()};
}

}  // namespace

RoleCredentialsApi::RoleCredentialsApi(Environment const& environment, service::Surroundings const& surroundings)
    : environment_(environment),
      surroundings_(surroundings),
      role_arn_(arn_of_role(environment)),
      instance_(instance_of(environment, role_arn_)),
      metadata_(instance_),
      task_id_(digits_of(environment.ids.request_id())) {}

bool RoleCredentialsApi::owns(HttpRequest const& request) const {
  if (role_arn_.empty()) return false;
  auto const path = request.target.path;
  if (path == kVersionsPath) return !request.header(kTokenHeader).empty();
  return path == kContainerPath || InstanceMetadata::below_version(path).has_value();
}

void RoleCredentialsApi::handle(HttpRequest const& request, std::string const& request_id, Reply reply) const {
  auto const path = request.target.path;
  if (path == kContainerPath) {
    if (!is_reading(request)) return reply(method_not_allowed("GET"));
    return container(request, request_id, std::move(reply));
  }
  if (path == kTokenPath) {
    return reply(request.method == "PUT" ? metadata_token(request) : metadata_error(405, kTokenMethods));
  }
  metadata(request, request_id, std::move(reply));
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
  assume({"ecs-tasks.amazonaws.com", "pods.eks.amazonaws.com"}, task_id_, request_id, answers, std::move(reply));
}

void RoleCredentialsApi::metadata(HttpRequest const& request, std::string const& request_id, Reply reply) const {
  if (!is_reading(request)) return reply(metadata_error(405, "GET, HEAD"));
  if (!has_metadata_token(request)) return reply(metadata_error(401));
  auto const encoded = InstanceMetadata::below_version(request.target.path);
  if (!encoded.has_value()) return reply(metadata_text(InstanceMetadata::versions()));
  std::string path;
  percent_decode(*encoded, PlusSign::kLiteral, path);
  auto text = metadata_.find(path);
  if (!text.has_value()) return reply(metadata_error(404));
  if (path == InstanceMetadata::kProfile) return reply(instance_profile());
  if (path.starts_with(InstanceMetadata::kCredentials)) return instance_credentials(request_id, std::move(reply));
  reply(metadata_text(*std::move(text)));
}

void RoleCredentialsApi::instance_credentials(std::string const& request_id, Reply reply) const {
  Answers answers;
  answers.granted = [](service::ServiceCredentials const& credentials) {
    return metadata_text(metadata_document({{"Code", "Success"},
                                            {"LastUpdated", to_iso8601(credentials.issued_at)},
                                            {"Type", "AWS-HMAC"},
                                            {"AccessKeyId", credentials.access_key_id},
                                            {"SecretAccessKey", credentials.secret_access_key.reveal()},
                                            {"Token", credentials.session_token},
                                            {"Expiration", to_iso8601(credentials.expires_at)}}));
  };
  answers.refused = [role = instance_.role, now = environment_.clock.now()] {
    return metadata_text(
        metadata_document({{"Code", "AssumeRoleUnauthorizedAccess"},
                           {"Message", std::string("EC2 cannot assume the role ").append(role).append(kRoleHelp)},
                           {"LastUpdated", to_iso8601(now)}}));
  };
  // Outside of the partition aws EC2 has a name in the partition's domain, and some policies have the other one.
  auto own_name = "ec2." + std::string(domains_of(instance_.partition).services);
  assume({std::move(own_name), "ec2.amazonaws.com"}, instance_.id, request_id, answers, std::move(reply));
}

// The first profile that the role is in. Where there is none, one of the role's name, as consoles make it: nothing on
// AWS attaches a role to an instance without a profile.
HttpResponse RoleCredentialsApi::instance_profile() const {
  auto const now = to_iso8601(environment_.clock.now());
  return read_answer(environment_.store, [&](store::Session& session) {
    auto const role = store::Roles(session).find(instance_.account, instance_.role);
    if (!role.has_value()) {
      return metadata_text(metadata_document(
          {{"Code", "InstanceProfileNotFound"},
           {"Message", std::string("Instance Profile with Id ").append(instance_.role).append(kProfileHelp)},
           {"LastUpdated", now}}));
    }
    auto const profiles = store::InstanceProfiles(session).page_of_role(instance_.account, role->id, "", 1);
    auto const of = [&](std::string_view path, std::string_view name, std::string id) {
      auto arn = iam_arn(instance_.partition, instance_.account, "instance-profile", path, name);
      return metadata_text(metadata_document({{"Code", "Success"},
                                              {"LastUpdated", now},
                                              {"InstanceProfileArn", std::move(arn)},
                                              {"InstanceProfileId", std::move(id)}}));
    };
    if (!profiles.empty()) return of(profiles[0].path, profiles[0].name, profiles[0].unique_id);
    auto const after_prefix = role->unique_id.substr(id_prefix::kRole.size());
    return of("/", role->name, std::string(id_prefix::kInstanceProfile).append(after_prefix));
  });
}

// The token says when it ends, and nobody else can make one. A proxy must not get one for those behind it.
HttpResponse RoleCredentialsApi::metadata_token(HttpRequest const& request) const {
  if (!request.header("X-Forwarded-For").empty()) return metadata_error(403);
  auto const lifetime = whole_number<std::int64_t>(request.header(kTokenLifetimeHeader));
  if (!lifetime.has_value() || *lifetime < 1 || *lifetime > kTokenLifetimeMax) return metadata_error(400);
  auto const end = environment_.clock.now() + std::chrono::seconds(*lifetime);
  auto const text = std::to_string(end.time_since_epoch().count());
  auto response =
      metadata_text(base64url_encode(environment_.seal.close(service::Sealed::kMetadataToken, text, environment_.ids)));
  response.headers.emplace_back(kTokenLifetimeHeader, std::to_string(*lifetime));
  return response;
}

bool RoleCredentialsApi::has_metadata_token(HttpRequest const& request) const {
  auto const shown = request.header(kTokenHeader);
  if (shown.empty()) return environment_.role_credentials.metadata_tokens == MetadataTokens::kOptional;
  auto const bytes = base64url_decode(shown);
  if (!bytes.has_value()) return false;
  auto const end = environment_.seal.open(service::Sealed::kMetadataToken, *bytes);
  return end.has_value() &&
         environment_.clock.now().time_since_epoch().count() < whole_number<std::int64_t>(*end).value_or(0);
}

// Each answer is a session of its own: none is ever about to expire.
void RoleCredentialsApi::assume(std::vector<std::string> const& services, std::string const& session_name,
                                std::string const& request_id, Answers const& answers, Reply reply) const {
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
