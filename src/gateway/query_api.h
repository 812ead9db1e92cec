// The AWS face: IAM and STS over the Query protocol.
#pragma once

#include "iam/face/authn.h"
#include "iam/face/environment.h"
#include "iam/face/faults.h"
#include "iam/face/http.h"
#include "iam/face/metrics.h"
#include "iam/service/dispatch.h"
#include "known_answers.h"
#include "other_services.h"

namespace iam::gateway {

class QueryApi {
 public:
  QueryApi(Environment const& environment, service::Surroundings const& surroundings, Metrics& metrics, Faults& faults,
           OtherServices& other_services)
      : environment_(environment),
        metrics_(metrics),
        faults_(faults),
        other_services_(other_services),
        authentication_(environment),
        dispatcher_(surroundings) {}

  // Answers a request to `/`. The caller puts `request_id` into the headers of the answer; here it goes into the
  // body, the log and the journal of denials.
  void handle(HttpRequest const& request, std::string request_id, Reply reply);

 private:
  Environment const& environment_;
  Metrics& metrics_;
  Faults& faults_;
  OtherServices& other_services_;
  Authentication authentication_;
  service::Dispatcher dispatcher_;
  KnownAnswers known_answers_;
};

}  // namespace iam::gateway
