#include "quotas.h"

#include "iam/base/strict_json.h"
#include "iam/call/quotas.h"
#include "iam/face/answers.h"
#include "iam/store/quotas.h"
#include "json_fields.h"

#include <boost/json.hpp>
#include <tl/expected.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::gateway {
namespace {

namespace json = boost::json;

// `{"UsersPerAccount": 3}` as quotas and values; the sentence to refuse it with when it is anything else.
tl::expected<std::vector<std::pair<service::Quota const*, std::int64_t>>, std::string> parse_quotas(
    std::string_view text) {
  auto const body = parse_strict_object(text);
  if (!body.has_value()) return tl::unexpected(wrong_body(R"(send an object such as {"UsersPerAccount": 3})", text));
  std::vector<std::pair<service::Quota const*, std::int64_t>> wanted;
  for (auto const& [name, value] : *body) {
    auto const* quota = service::find_quota(name);
    if (quota == nullptr) return tl::unexpected("there is no quota " + std::string(name));
    if (!value.is_int64() || value.as_int64() < 0) {
      return tl::unexpected(std::string(name) + " is a number that is not negative");
    }
    wanted.emplace_back(quota, value.as_int64());
  }
  return wanted;
}

}  // namespace

void handle_quotas(Environment const& environment, HttpRequest const& request, Reply reply) {
  auto const parameter = account_parameter(request);
  if (!parameter.has_value()) return reply(json_error(400, kBadAccount));
  auto const account = parameter->value_or(environment.default_account);
  auto const show = [account](store::Session& session) {
    json::object values;
    for (auto const& quota : service::all_quotas()) {
      values[quota.name] = service::quota_value(session, account, quota);
    }
    return json_response(200, values);
  };

  if (is_reading(request)) return reply(read_answer(environment.store, show));
  std::vector<std::pair<service::Quota const*, std::int64_t>> wanted;
  if (request.method == "PUT") {
    auto parsed = parse_quotas(request.body);
    if (!parsed.has_value()) return reply(json_error(400, parsed.error()));
    wanted = *std::move(parsed);
  }
  bool const back_to_standard = request.method == "DELETE";
  auto const set = [=](store::Session& session) {
    store::Quotas stored(session);
    if (back_to_standard) stored.remove_all(account);
    for (auto const& [quota, value] : wanted) stored.put(account, quota->name, value);
    return show(session);
  };
  write_and_reply(environment.store, set, "the quotas could not be written", std::move(reply));
}

}  // namespace iam::gateway
