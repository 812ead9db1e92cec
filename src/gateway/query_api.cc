#include "query_api.h"

#include "iam/base/encoding.h"
#include "iam/base/text.h"
#include "iam/call/errors.h"
#include "iam/face/exchange.h"
#include "iam/face/request_ids.h"
#include "iam/wire/query.h"
#include "iam/wire/render.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace iam::gateway {
namespace {

using service::Service;

constexpr std::string_view kFormType = "application/x-www-form-urlencoded";
constexpr std::string_view kProductPage = "https://aws.amazon.com/iam";

constexpr std::size_t kUsualHeaders = 4;

struct Api {
  Service service;
  std::string_view version;
  std::string_view xml_namespace;
};

constexpr Api kApis[] = {
    {Service::kIam, "2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/"},
    {Service::kSts, "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/"},
};

Api const* api_of_version(std::string_view version) {
  for (auto const& api : kApis) {
    if (api.version == version) return &api;
  }
  return nullptr;
}

// Where AWS sends whoever is not speaking the API: the product's page. AWS lets a GET take its query along; from here
// that would carry credentials and tokens to another server.
HttpResponse redirect() {
  HttpResponse response{.status = 302};
  response.headers.emplace_back("Location", kProductPage);
  return response;
}

// STS's second id: base64 of region, kind and milliseconds.
std::string extended_request_id(Clock const& clock, IdSource ids) {
  auto const ms = std::to_string(clock.now().time_since_epoch().count());
  return base64_encode("1:us-east-1:S:" + ms + ":R:" + ids.request_id().substr(0, 8));
}

// How a request wants to be answered.
struct Rendering {
  std::string request_id;
  wire::Format format = {};
  Api const* api = &kApis[0];

  HttpResponse response(int status, std::string body) const {
    HttpResponse answer{.status = status, .headers = {}, .body = std::move(body)};
    answer.headers.reserve(kUsualHeaders);
    answer.headers.emplace_back("Content-Type", wire::content_type(format));
    return answer;
  }

  HttpResponse of(Error const& error) const {
    return response(error.http_status, wire::render_error(format, error, api->xml_namespace, request_id));
  }

  std::string body_of(service::Operation const& operation, service::Invocation const& invocation) const {
    wire::Envelope const envelope{operation.name, api->xml_namespace, request_id, operation.has_output};
    return wire::render_response(format, envelope, [&](api::ShapeWriter& writer) { invocation.emit(writer); });
  }
};

// A request whose answer may be known, or is worth knowing.
class Question {
 public:
  Question(KnownAnswers& known, std::string text) : known_(known), text_(std::move(text)) {}

  bool is_answered_in(std::uint64_t state) {
    state_ = state;
    answer_ = known_.find(state, text_);
    return answer_ != nullptr;
  }

  // The body with that id: the known one, or what `render` makes, which then is known.
  template <class Render>
  std::string body(std::string_view request_id, Render render) {
    if (answer_ != nullptr) return answer_->with(request_id);
    auto body = render();
    if (state_.has_value()) known_.put(*state_, std::move(text_), body, request_id);
    return body;
  }

 private:
  KnownAnswers& known_;
  std::string text_;
  std::optional<std::uint64_t> state_;
  std::shared_ptr<KnownAnswer const> answer_;
};

// All that the answer of a stable operation depends on, but for the state; nothing for others. Parameters in a URL are
// not looked at: with them come signatures, which make each request another question.
std::optional<std::string> question_text(service::Operation const& operation, service::Caller const& caller,
                                         wire::Format format, HttpRequest const& request) {
  if (!operation.is_stable || request.method != "POST" || !request.target.query.empty()) return std::nullopt;
  std::string text;
  text.reserve(request.body.size() + caller.arn.size() + caller.unique_id.size() + 4);
  text += static_cast<char>('0' + static_cast<int>(format));
  text += static_cast<char>('0' + static_cast<int>(caller.kind));
  text.append(caller.arn).append("\n").append(caller.unique_id).append("\n").append(request.body);
  return text;
}

}  // namespace

void QueryApi::handle(HttpRequest const& request, std::string request_id, Reply reply) {
  bool const is_post = request.method == "POST";
  if (is_post && !request.has_type(kFormType)) {
    return reply(other_services_.answer(request, request_id).value_or(redirect()));
  }

  Rendering rendering{.request_id = std::move(request_id)};
  Exchange exchange{environment_, metrics_, rendering.request_id, std::move(reply)};
  auto const refuse = [&](Error const& error) { exchange.finish(rendering.of(error), &error); };

  auto const form = is_post ? request.body : std::string_view();
  if (exchange.wants_parameters()) exchange.parameters = kept_parameters(form, request.target.query);
  auto const accept = request.header("Accept");
  rendering.format = wire::negotiated_format(accept, "");
  auto const query = wire::QueryRequest::parse(form, request.target.query);
  if (!query.has_value()) return refuse(query.error());
  rendering.format = wire::negotiated_format(accept, query->text("ContentType").value_or(""));

  auto const action = query->text("Action");
  if (!action.has_value()) {
    return exchange.reply(other_services_.answer(request, rendering.request_id).value_or(redirect()));
  }
  auto const version = query->text("Version").value_or("NO_VERSION_SPECIFIED");
  auto const* api = api_of_version(version);
  if (api == nullptr) {
    if (auto told = other_services_.answer(request, rendering.request_id)) return exchange.reply(*std::move(told));
  } else {
    rendering.api = api;
  }
  auto const* operation = api == nullptr ? nullptr : service::find_operation(api->service, *action);
  if (api != nullptr) exchange.service = service::service_prefix(api->service);
  if (operation == nullptr) {
    exchange.account = authentication_.claimed_account(request, *query);
    return refuse(service::errors::invalid_action(*action, version));
  }

  exchange.subject = operation;
  exchange.operation = operation->name;
  if (api->service == Service::kSts) {
    exchange.reply =
        [reply = std::move(exchange.reply),
         id = extended_request_id(environment_.clock, ids_for(environment_, request))](HttpResponse response) {
          response.headers.emplace_back("x-amz-sts-extended-request-id", id);
          reply(std::move(response));
        };
  }
  auto sender = authentication_.sender_of(request, *query, *operation, exchange.notes);
  if (!sender.has_value()) {
    exchange.account = authentication_.claimed_account(request, *query);
    return refuse(sender.error());
  }
  exchange.sent_by(sender->caller);
  // Where AWS throttles: it knows whose limit a request counts against, and has not looked at what is asked for yet.
  exchange.fault = faults_.strike(*operation, sender->caller);
  if (exchange.fault != nullptr && exchange.fault->error) return refuse(*exchange.fault->error);
  auto id = rendering.request_id;
  std::shared_ptr<Question> question;
  service::Dispatcher::Recall recall;
  if (auto text = question_text(*operation, sender->caller, rendering.format, request)) {
    question = std::make_shared<Question>(known_answers_, *std::move(text));
    recall = [question](std::uint64_t state) { return question->is_answered_in(state); };
  }
  dispatcher_.dispatch(
      *operation, query->parameters(), std::move(sender->caller), std::move(sender->origin), std::move(id),
      std::move(recall),
      [operation, question = std::move(question), rendering = std::move(rendering), exchange = std::move(exchange)](
          service::Dispatcher::Outcome const& outcome, std::string const& decision) {
        if (!outcome.has_value()) {
          return exchange.finish(rendering.of(outcome.error()), &outcome.error(), decision);
        }
        auto const render = [&] { return rendering.body_of(*operation, **outcome); };
        auto body = question == nullptr ? render() : question->body(rendering.request_id, render);
        exchange.finish(rendering.response(200, std::move(body)), nullptr, decision);
      });
}

}  // namespace iam::gateway
