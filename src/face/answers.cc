#include "iam/face/answers.h"

#include "iam/base/encoding.h"
#include "iam/base/text.h"
#include "iam/call/transact.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

namespace iam::gateway {

namespace json = boost::json;

std::optional<std::string> query_parameter(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    auto encoded = take_until(query, '&');
    if (take_until(encoded, '=') != name) continue;
    std::string value;
    // A broken escape must not look like a parameter that was not sent: a reset of one account would become one of all.
    if (!percent_decode(encoded, PlusSign::kSpace, value)) return "";
    return value;
  }
  return std::nullopt;
}

HttpResponse json_response(int status, json::value const& body) {
  return text_response(status, "application/json", json::serialize(body) + "\n");
}

HttpResponse text_response(int status, std::string_view type, std::string body) {
  HttpResponse response{.status = status, .headers = {}, .body = std::move(body)};
  response.headers.emplace_back("Content-Type", type);
  return response;
}

HttpResponse json_error(int status, std::string_view message) {
  return json_response(status, json::object{{"error", message}});
}

HttpResponse method_not_allowed(std::string_view allowed) {
  auto response = json_error(405, "this endpoint answers " + std::string(allowed));
  response.headers.emplace_back("Allow", allowed);
  return response;
}

bool is_reading(HttpRequest const& request) { return request.method == "GET" || request.method == "HEAD"; }

std::string base_url(Environment const& environment, HttpRequest const& request) {
  return environment.description.scheme + "://" + std::string(request.header("Host"));
}

std::optional<std::string> url_parameter(HttpRequest const& request, std::string_view name) {
  return query_parameter(request.target.query, name);
}

std::optional<std::optional<AccountId>> account_parameter(HttpRequest const& request) {
  auto const text = url_parameter(request, "account");
  if (!text.has_value()) return std::optional<AccountId>();
  auto const account = AccountId::parse(*text);
  if (!account.has_value()) return std::nullopt;
  return account;
}

HttpResponse read_answer(store::Store& store, StoreWork const& work) {
  HttpResponse response;
  store.read([&](store::Session& session) { response = work(session); });
  return response;
}

void write_and_reply(store::Store& store, StoreWork work, std::string_view failure, Reply reply) {
  auto const response = std::make_shared<HttpResponse>();
  service::transact_at_length(
      store, std::string(failure),
      [response, work = std::move(work)](store::Session& session) {
        *response = work(session);
        return response->status < 400 ? store::Verdict::kCommit : store::Verdict::kRollback;
      },
      [response, failure, reply = std::move(reply)](service::Ending ending) {
        reply(ending == service::Ending::kDone ? std::move(*response) : json_error(500, failure));
      });
}

}  // namespace iam::gateway
