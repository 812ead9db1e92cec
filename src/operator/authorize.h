// POST /_iam/authorize: would AWS allow this? For whoever has to decide like AWS: other emulators, tests of
// applications.
#pragma once

#include "authorize_question.h"
#include "iam/authorization/stored_facts.h"
#include "iam/authorization/surroundings.h"
#include "iam/face/environment.h"
#include "iam/face/http.h"

#include <boost/json.hpp>
#include <tl/expected.hpp>

#include <string>

namespace iam::gateway {

// Thread-safe.
class AuthorizeApi {
 public:
  AuthorizeApi(Environment const& environment, service::Surroundings const& surroundings);

  // One question, or a list of them, which is answered by a list in the same order.
  HttpResponse handle(HttpRequest const& request);

 private:
  tl::expected<boost::json::value, std::string> answers(boost::json::value const& asked);
  tl::expected<boost::json::object, std::string> answer(boost::json::value const& asked);
  tl::expected<boost::json::object, std::string> decide(Question question);

  // What is asked, with all that the store knows of it.
  struct Case;
  tl::expected<Case, std::string> case_of(Question& question);
  tl::expected<std::shared_ptr<service::StoredPrincipal const>, std::string> find_principal(Question const& question);
  void add_stored_policies(Question const& question, Case& asked);

  Environment const& environment_;
  service::PolicyCache& policies_;
  service::StoredFacts facts_;
};

}  // namespace iam::gateway
