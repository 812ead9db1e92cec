// A role's credentials, handed out the way containers and instances get theirs, so that an SDK finds them at the end of
// its default chain.
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
#pragma once

#include "iam/authorization/surroundings.h"
#include "iam/face/environment.h"
#include "iam/face/http.h"
#include "iam/service/service_credentials.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace iam::gateway {

class RoleCredentialsApi {
 public:
  RoleCredentialsApi(Environment const& environment, service::Surroundings const& surroundings);

  // Whether `path` is one of these, and there is a role whose credentials can be handed out.
  bool owns(std::string_view path) const;

  // REQUIRES: owns(the request's path).
  void handle(HttpRequest const& request, std::string const& request_id, Reply reply) const;

 private:
  void container(HttpRequest const& request, std::string const& request_id, Reply reply) const;
  void instance(HttpRequest const& request, std::string const& request_id, Reply reply) const;
  HttpResponse metadata_token(HttpRequest const& request) const;
  bool has_metadata_token(HttpRequest const& request) const;

  // What a request becomes when the role trusts one of the services, and when it does not.
  struct Answers {
    std::function<HttpResponse(service::ServiceCredentials const&)> granted;
    std::function<HttpResponse()> refused;
  };
  void assume(std::span<std::string_view const> services, std::string session_name, std::string const& request_id,
              Answers answers, Reply reply) const;

  Environment const& environment_;
  service::Surroundings const& surroundings_;
  std::string role_arn_;     // empty: none
  std::string instance_id_;  // i-…, the name of an instance's session
  std::string task_id_;      // and of a container's
};

}  // namespace iam::gateway
