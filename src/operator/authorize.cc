#include "authorize.h"

#include "cases.h"
#include "denial_json.h"
#include "iam/authorization/authorization_message.h"
#include "iam/base/strict_json.h"
#include "iam/call/paging.h"
#include "iam/face/answers.h"
#include "iam/face/decision_json.h"
#include "iam/policy/denial.h"
#include "iam/policy/work.h"
#include "json_fields.h"
#include "policy_json.h"

#include <fmt/format.h>

#include <array>
#include <string>
#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::size_t kQuestionsMax = 1000;

// Values that are read or written once live in one piece of memory. Most questions, and their answers, fit into it.
class Scratch {
 public:
  json::storage_ptr storage() { return &memory_; }

 private:
  std::array<unsigned char, 4096> room_;
  json::monotonic_resource memory_{room_.data(), room_.size()};
};

// The questions of one request.
class Questions {
 public:
  Questions(Environment const& environment, service::PolicyCache& policies, Cases cases)
      : environment_(environment), policies_(policies), cases_(cases) {}

  tl::expected<std::string, std::string> answers(json::value const& asked);

 private:
  tl::expected<std::string, std::string> answer(json::value const& asked);
  tl::expected<json::object, std::string> decide(Question question, json::storage_ptr storage);
  json::object decided(Question const& question, Case const& asked, json::storage_ptr storage);

  Environment const& environment_;
  service::PolicyCache& policies_;
  Cases cases_;
};

// Written one by one: as a text they take a fraction of what they take as values.
tl::expected<std::string, std::string> Questions::answers(json::value const& asked) {
  auto const* list = asked.if_array();
  if (list == nullptr) return answer(asked).map([](std::string&& one) { return std::move(one) + "\n"; });
  if (list->size() > kQuestionsMax) {
    return tl::unexpected(fmt::format("there are more than {} questions", kQuestionsMax));
  }
  policy::Work const work;
  std::string told = "[";
  for (std::size_t i = 0; i < list->size(); ++i) {
    auto const one = answer((*list)[i]);
    if (!one.has_value()) return tl::unexpected(fmt::format("question {}: {}", i + 1, one.error()));
    told.append(i == 0 ? "" : ",").append(*one);
    bool const is_last = i + 1 == list->size();
    if (!is_last && (told.size() > service::kAnswerBytesMax || work.is_too_much())) {
      return tl::unexpected(fmt::format(
          "question {}: the answers up to here are as much as one request may get: send fewer questions at once",
          i + 1));
    }
  }
  return told.append("]\n");
}

tl::expected<std::string, std::string> Questions::answer(json::value const& asked) {
  auto const* object = asked.if_object();
  if (object == nullptr) return tl::unexpected<std::string>("a question is an object");
  Scratch scratch;
  return read_question(*object, policies_)
      .and_then([&](Question&& question) { return decide(std::move(question), scratch.storage()); })
      .map([](json::object const& told) { return json::serialize(told); });
}

tl::expected<json::object, std::string> Questions::decide(Question question, json::storage_ptr storage) {
  auto const asked = cases_.of(question);
  if (!asked.has_value()) return tl::unexpected(asked.error());
  auto const& request = asked->request;
  auto told = decided(question, *asked, std::move(storage));
  if (question.wants_statements) told["policies"] = policies_json(asked->sets, request, question.semantics);
  if (question.authorization_id.empty()) return told;
  told["principal"] = asked->principal_arn;
  told["action"] = request.action;
  told["resource"] = request.resource;
  return told;
}

json::object Questions::decided(Question const& question, Case const& asked, json::storage_ptr storage) {
  auto const& request = asked.request;
  policy::Explanation explanation;
  bool const is_explained = question.wants_explanation || question.wants_message;
  auto const decision = is_explained ? policy::explain(request, asked.sets, explanation, question.semantics)
                                     : policy::evaluate(request, asked.sets, question.semantics);
  auto told = question.wants_explanation ? decision_json(decision, explanation, std::move(storage))
                                         : decision_json(decision, std::move(storage));
  if (decision.allowed()) return told;
  told["sentence"] = policy::denial_sentence({request.requester.arn, request.action, request.resource}, decision);
  if (question.wants_explanation) {
    told["statement"] = remedy(decision.outcome, decision.decided_by, request.action, request.resource);
  }
  if (!question.wants_message) return told;
  auto const message = service::authorization_message({.principal_id = asked.principal_id,
                                                       .principal_arn = asked.principal_arn,
                                                       .action = request.action,
                                                       .resource = request.resource,
                                                       .outcome = decision.outcome,
                                                       .matched = policy::deciding_statements(decision, explanation),
                                                       .context = request.context.entries()});
  if (auto encoded = service::encoded_message(environment_.seal, environment_.ids, asked.principal_arn, message))
    told["encoded_message"] = *encoded;
  return told;
}

}  // namespace

HttpResponse authorize(Environment const& environment, service::Surroundings const& surroundings,
                       HttpRequest const& request) {
  Scratch scratch;
  auto const asked = parse_strict_json(request.body, scratch.storage());
  if (!asked.has_value())
    return json_error(400, wrong_body("send a question as a JSON object, or a list of them", request.body));
  tl::expected<std::string, std::string> told;
  surroundings.store.read([&](store::Session& session) {
    service::StoredFacts facts(surroundings, session, environment.clock.now());
    Cases const cases(environment, surroundings, facts);
    told = Questions(environment, surroundings.authorizer.policies(), cases).answers(*asked);
  });
  return told.has_value() ? text_response(200, "application/json", *std::move(told)) : json_error(400, told.error());
}

}  // namespace iam::gateway
