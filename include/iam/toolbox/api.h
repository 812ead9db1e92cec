// IAM Toolbox: AWS's own answer to the question why a request was denied, over REST with JSON, from the journal of
// denials.
// https://docs.aws.amazon.com/iam-toolbox/latest/APIReference/
#pragma once

#include "iam/authorization/surroundings.h"
#include "iam/base/result.h"
#include "iam/face/authn.h"
#include "iam/face/environment.h"
#include "iam/face/http.h"
#include "iam/face/metrics.h"

#include <string>
#include <string_view>

namespace iam::gateway::toolbox {

class Api {
 public:
  Api(Environment const& environment, service::Surroundings const& surroundings, Metrics& metrics)
      : environment_(environment), surroundings_(surroundings), metrics_(metrics), authentication_(environment) {}

  // Whether it is a path of this API's, below `/authorization-details/`, that is asked for with its only method.
  static bool owns(HttpRequest const& request);

  // REQUIRES: owns(request). `request_id` is the gateway's.
  void handle(HttpRequest const& request, std::string const& request_id, Reply reply);

 private:
  struct Question;

  // Finds caller and question.
  Status admit(HttpRequest const& request, Question& question);

  Environment const& environment_;
  service::Surroundings const& surroundings_;
  Metrics& metrics_;
  Authentication authentication_;
};

}  // namespace iam::gateway::toolbox
