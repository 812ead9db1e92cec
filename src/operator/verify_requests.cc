// Whether a program sent what a test expects of it.
#include "iam/base/strict_json.h"
#include "iam/base/suggestion.h"
#include "iam/call/operation.h"
#include "iam/face/answers.h"
#include "iam/face/parameters.h"
#include "json_fields.h"
#include "request_filter.h"
#include "request_json.h"
#include "requests.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::string_view kWantedJournal =
    R"(send {"operation": "CreateUser"}, with "count", "at_least" or "at_most", "parameters" and what GET filters by)";
constexpr std::size_t kShownMax = 3;

struct Expectation {
  RequestFilter filter;
  std::size_t at_least = 1;
  std::optional<std::size_t> at_most;

  bool holds(std::size_t count) const { return count >= at_least && (!at_most.has_value() || count <= *at_most); }

  std::string told() const {
    if (!at_most.has_value()) return fmt::format("at least {}", at_least);
    if (*at_most == at_least) return std::to_string(at_least);
    if (at_least == 0) return fmt::format("at most {}", *at_most);
    return fmt::format("{} to {}", at_least, *at_most);
  }
};

std::optional<std::size_t> count_of(JsonFields& fields, json::object const& body, std::string_view name) {
  auto const number = fields.integer(body, name);
  if (number.has_value() && *number < 0) fields.refuse(fmt::format("`{}` is no less than 0", name));
  return number.has_value() ? std::optional(static_cast<std::size_t>(*number)) : std::nullopt;
}

void read_counts(JsonFields& fields, json::object const& body, Expectation& expectation) {
  auto const count = count_of(fields, body, "count");
  auto const at_least = count_of(fields, body, "at_least");
  auto const at_most = count_of(fields, body, "at_most");
  bool const is_range = at_least.has_value() || at_most.has_value();
  if (count.has_value() && is_range) fields.refuse("`count` says it all: `at_least` and `at_most` go without it");
  if (is_range) expectation.at_least = at_least.value_or(0);
  if (at_most.has_value()) expectation.at_most = *at_most;
  if (count.has_value()) expectation.at_least = *(expectation.at_most = count);
  if (expectation.at_most.has_value() && *expectation.at_most < expectation.at_least) {
    fields.refuse("`at_most` is less than `at_least`");
  }
}

// A secret among the parameters that are expected: none is kept, so that none would ever be seen. That one was sent at
// all can be expected, as "***".
std::optional<std::string> secret_in(json::value const& expected) {
  if (auto const* list = expected.if_array()) {
    for (auto const& item : *list) {
      if (auto found = secret_in(item)) return found;
    }
  }
  auto const* object = expected.if_object();
  if (object == nullptr) return std::nullopt;
  for (auto const& [name, value] : *object) {
    bool const is_hidden = value.is_string() && value.get_string() == kHidden;
    if (!is_hidden && is_secret_parameter(name)) return std::string(name);
    if (auto found = secret_in(value)) return found;
  }
  return std::nullopt;
}

Expectation expectation_of(JsonFields& fields, json::object const& body) {
  Expectation expectation;
  fields.expect_members("the body", body,
                        {"account", "at_least", "at_most", "count", "operation", "parameters", "principal",
                         "request_id", "service", "since", "source", "status"});
  for (auto const name : RequestFilter::kNames) {
    auto const* value = body.if_contains(name);
    if (value == nullptr) continue;
    // A status may be a number.
    bool const is_number = name == "status" && value->is_int64();
    auto const text = is_number ? std::to_string(value->get_int64()) : fields.text(body, name).value_or("");
    if (!fields.fault().empty()) return expectation;
    if (auto fault = expectation.filter.set(name, text)) fields.refuse(*std::move(fault));
  }
  if (auto const* parameters = body.if_contains("parameters")) {
    if (auto const secret = secret_in(*parameters)) {
      fields.refuse(fmt::format("`parameters`: {} is secret and not kept; expect \"{}\"", *secret, kHidden));
    } else if (parameters->is_object()) {
      expectation.filter.set_parameters(parameters->get_object());
    } else {
      fields.refuse("`parameters` is an object");
    }
  }
  read_counts(fields, body, expectation);
  return expectation;
}

// An operation that nobody can have called: to expect none of it would hold for ever. Other faces' names are not known
// here.
std::optional<std::string> misspelt(RequestFilter const& filter, std::vector<RecordedRequest> const& seen) {
  if (filter.operation().empty() || filter.has_source()) return std::nullopt;
  std::string_view wanted = filter.operation();
  auto const colon = wanted.find(':');
  bool const has_prefix = colon != std::string_view::npos;
  auto const prefix = has_prefix ? wanted.substr(0, colon) : std::string_view();
  if (has_prefix) wanted.remove_prefix(colon + 1);
  std::vector<std::string_view> known;
  auto const add = [&](std::string_view owner, std::string_view name) {
    bool const is_meant =
        (prefix.empty() || prefix == owner) && (filter.service().empty() || filter.service() == owner);
    if (is_meant) known.push_back(name);
  };
  for (auto const* operation : service::operations()) add(service_prefix(operation->service), operation->name);
  for (auto const& recorded : seen) add(recorded.service(), recorded.operation());
  if (std::ranges::find(known, wanted) != known.end()) return std::nullopt;
  auto const owner = filter.service().empty() ? prefix : std::string_view(filter.service());
  auto sentence = fmt::format("{} has no operation {} (for another system's, give `source`, too)",
                              owner.empty() ? "AWS" : owner, wanted);
  if (auto const meant = nearest(wanted, known)) sentence += fmt::format("; did you mean {}?", *meant);
  return sentence;
}

struct Miss {
  RecordedRequest const* recorded;
  std::vector<RequestFilter::Difference> differences;
};

json::array nearest_json(Environment const& environment, service::Authorizer const& authorizer,
                         RequestFilter const& filter, std::vector<RecordedRequest> const& in_scope) {
  std::vector<Miss> misses;
  for (auto const& recorded : in_scope) {
    auto differences = filter.differences(recorded);
    bool const is_near = !differences.empty() && differences.size() < filter.demands();
    if (is_near) misses.push_back({&recorded, std::move(differences)});
  }
  // Another operation is another thing, however alike the rest.
  std::ranges::stable_sort(misses, {}, [](Miss const& miss) {
    bool const is_another = miss.differences.front().what == RequestFilter::kOperation;
    return std::pair(is_another, miss.differences.size());
  });
  if (misses.size() > kShownMax) misses.resize(kShownMax);
  json::array list;
  for (auto const& [recorded, differences] : misses) {
    json::array told;
    for (auto const& [what, expected, seen] : differences) {
      told.push_back(json::object{{"what", what}, {"expected", expected}, {"seen", seen}});
    }
    auto shown = requests_json(environment, authorizer, {recorded, 1});
    list.push_back(json::object{{"differences", std::move(told)}, {"request", std::move(shown.front())}});
  }
  return list;
}

// How often each operation was called.
json::object counts_of(std::vector<RecordedRequest> const& in_scope) {
  std::map<std::string_view, std::size_t> counts;
  for (auto const& recorded : in_scope) {
    if (!recorded.operation().empty()) ++counts[recorded.operation()];
  }
  json::object told;
  for (auto const& [operation, count] : counts) told[operation] = count;
  return told;
}

}  // namespace

HttpResponse verify_requests(Environment const& environment, service::Authorizer const& authorizer,
                             HttpRequest const& request) {
  if (environment.requests == nullptr) return json_error(404, kNoRequestsKept);
  auto const body = parse_strict_object(request.body);
  if (!body.has_value()) return json_error(400, wrong_body(std::string(kWantedJournal), request.body));
  JsonFields fields;
  auto const expectation = expectation_of(fields, *body);
  if (!fields.fault().empty()) return json_error(400, fields.fault());

  auto seen = environment.requests->latest(expectation.filter.account());
  std::erase_if(seen, [&](RecordedRequest const& recorded) { return !expectation.filter.is_in_scope(recorded); });
  if (auto const sentence = misspelt(expectation.filter, seen)) return json_error(400, *sentence);
  std::vector<RecordedRequest> matching;
  std::ranges::copy_if(seen, std::back_inserter(matching), [&](RecordedRequest const& recorded) {
    return expectation.filter.differences(recorded).empty();
  });
  auto const count = matching.size();
  if (expectation.holds(count)) return json_response(200, json::object{{"verified", true}, {"count", count}});
  matching.resize(std::min(count, kShownMax));
  return json_response(409, json::object{{"verified", false},
                                         {"count", count},
                                         {"error", fmt::format("expected {}, seen {}", expectation.told(), count)},
                                         {"matching", requests_json(environment, authorizer, matching)},
                                         {"nearest", nearest_json(environment, authorizer, expectation.filter, seen)},
                                         {"operations", counts_of(seen)}});
}

}  // namespace iam::gateway
