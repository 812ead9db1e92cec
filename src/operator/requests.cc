#include "requests.h"

#include "iam/face/answers.h"
#include "query_fields.h"
#include "request_filter.h"
#include "request_json.h"
#include "request_stream.h"

#include <fmt/format.h>
#include <boost/json.hpp>
#include <tl/expected.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::string_view kEventStream = "text/event-stream";
constexpr std::string_view kLimit = "limit";
constexpr std::size_t kRequestsDefault = 100;
constexpr std::size_t kRequestsMax = 1000;

struct Wanted {
  RequestFilter filter;
  std::size_t limit = kRequestsDefault;
};

tl::expected<Wanted, std::string> wanted_by(HttpRequest const& request) {
  std::vector<std::string_view> known(std::begin(RequestFilter::kNames), std::end(RequestFilter::kNames));
  known.push_back(kLimit);
  auto const fields = QueryFields::read(request, known);
  if (!fields.has_value()) return tl::unexpected(fields.error());
  auto const limit = limit_of(*fields, kRequestsDefault, kRequestsMax);
  if (!limit.has_value()) return tl::unexpected(limit.error());
  Wanted wanted{.filter = {}, .limit = *limit};
  for (auto const& [name, text] : fields->all()) {
    if (name == kLimit) continue;
    if (auto fault = wanted.filter.set(name, text)) return tl::unexpected(*std::move(fault));
  }
  return wanted;
}

HttpResponse forgotten(RequestJournal& journal, HttpRequest const& request) {
  auto const account = account_parameter(request);
  if (!account.has_value()) return json_error(400, kBadAccount);
  if (!account->has_value() && !request.target.query.empty()) {
    return json_error(400,
                      "requests are forgotten of all accounts, or of that of `account`: there is no other parameter");
  }
  journal.forget(*account);
  return json_response(200, json::object{{"status", "ok"}});
}

bool wants_stream(HttpRequest const& request) {
  return request.method == "GET" && request.header("Accept").find(kEventStream) != std::string_view::npos;
}

HttpResponse stream_of(Environment const& environment, service::Authorizer const& authorizer, Wanted wanted) {
  auto const stream = std::make_shared<RequestStream>(environment, authorizer, std::move(wanted.filter));
  if (!environment.requests->add_listener(stream)) {
    return json_error(503, fmt::format("{} streams are open, and there may be no more", RequestJournal::kListenersMax));
  }
  auto response = text_response(200, kEventStream, ": listening\n\n");
  response.headers.emplace_back("Cache-Control", "no-store");
  response.stream = stream;
  return response;
}

}  // namespace

HttpResponse handle_requests(Environment const& environment, service::Authorizer const& authorizer,
                             HttpRequest const& request) {
  if (environment.requests == nullptr) return json_error(404, kNoRequestsKept);
  auto& journal = *environment.requests;
  if (request.method == "DELETE") return forgotten(journal, request);
  auto wanted = wanted_by(request);
  if (!wanted.has_value()) return json_error(400, wanted.error());
  if (wants_stream(request)) return stream_of(environment, authorizer, *std::move(wanted));
  auto found = journal.latest(wanted->filter.account());
  std::erase_if(found, [&](RecordedRequest const& recorded) { return !wanted->filter.matches(recorded); });
  auto const all = found.size();
  found.resize(std::min(all, wanted->limit));
  return json_response(200, json::object{{"requests", requests_json(environment, authorizer, found)}, {"found", all}});
}

}  // namespace iam::gateway
