// A role's credentials, handed out the way containers and instances get theirs, so that an SDK finds them at the end of
// its default chain; and what an instance finds out about itself at the same place.
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
#pragma once

#include "iam/authorization/surroundings.h"
#include "iam/face/environment.h"
#include "iam/face/http.h"
#include "iam/service/service_credentials.h"
#include "instance_metadata.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::gateway {

class RoleCredentialsApi {
 public:
  RoleCredentialsApi(Environment const& environment, service::Surroundings const& surroundings);

  // Whether it is for one of these, and there is a role whose credentials can be handed out. The list of the metadata's
  // versions has the path of AWS's services: it is for whoever shows a metadata token.
  bool owns(HttpRequest const& request) const;

  // REQUIRES: owns(request).
  void handle(HttpRequest const& request, std::string const& request_id, Reply reply) const;

 private:
  void container(HttpRequest const& request, std::string const& request_id, Reply reply) const;
  void metadata(HttpRequest const& request, std::string const& request_id, Reply reply) const;
  void instance_credentials(std::string const& request_id, Reply reply) const;
  HttpResponse instance_profile() const;
  HttpResponse metadata_token(HttpRequest const& request) const;
  bool has_metadata_token(HttpRequest const& request) const;

  // What a request becomes when the role trusts one of the services, and when it does not.
  struct Answers {
    std::function<HttpResponse(service::ServiceCredentials const&)> granted;
    std::function<HttpResponse()> refused;
  };
  void assume(std::vector<std::string> const& services, std::string const& session_name, std::string const& request_id,
              Answers const& answers, Reply reply) const;

  Environment const& environment_;
  service::Surroundings const& surroundings_;
  std::string role_arn_;  // empty: none
  Instance instance_;     // its id is the name of an instance's session
  InstanceMetadata metadata_;
  std::string task_id_;  // the name of a container's session
};

}  // namespace iam::gateway
