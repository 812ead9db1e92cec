#include "state.h"

#include "iam/base/encoding.h"
#include "iam/base/text.h"
#include "iam/face/answers.h"
#include "iam/state/apply.h"
#include "iam/state/export.h"
#include "iam/state/seed.h"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::string_view kLeftOutHeader = "x-iamlocal-left-out";

HttpResponse refused(state::Mistake const& mistake) {
  json::object answer{{"error", state::sentence(mistake, "")}, {"message", mistake.message}};
  if (mistake.line != 0) answer["line"] = mistake.line;
  if (!mistake.code.empty()) answer["code"] = mistake.code;
  return json_response(400, answer);
}

HttpResponse done(state::Plan const& plan, std::vector<std::string> const& told) {
  json::array accounts;
  for (auto const account : plan.accounts) accounts.emplace_back(account.text());
  json::object made;
  for (auto const& [name, count] : plan.counts) made[name] = count;
  json::array notes;
  for (auto const& note : told) notes.emplace_back(note);
  return json_response(200, json::object{{"status", "ok"}, {"accounts", accounts}, {"made", made}, {"notes", notes}});
}

// Of a template of CloudFormation: "parameter.Stage=prod".
std::map<std::string, std::string, std::less<>> template_parameters(std::string_view query) {
  constexpr std::string_view kPrefix = "parameter.";
  std::map<std::string, std::string, std::less<>> given;
  while (!query.empty()) {
    auto value = take_until(query, '&');
    std::string name;
    std::string decoded;
    bool const is_read = percent_decode(take_until(value, '='), PlusSign::kSpace, name) &&
                         percent_decode(value, PlusSign::kSpace, decoded);
    if (is_read && name.starts_with(kPrefix)) given.insert_or_assign(name.substr(kPrefix.size()), std::move(decoded));
  }
  return given;
}

}  // namespace

HttpResponse exported_state(Environment const& environment, HttpRequest const& request) {
  auto const parameter = account_parameter(request);
  if (!parameter.has_value()) return json_error(400, kBadAccount);
  auto const as = url_parameter(request, "as").value_or("json");
  auto const* const form = state::find_export_form(as);
  if (form == nullptr) {
    std::string names;
    for (auto const& each : state::export_forms()) names.append(names.empty() ? "" : ", ").append(each.name);
    return json_error(400, fmt::format("`as` is one of: {}", names));
  }
  auto const account = parameter->value_or(environment.default_account);
  return read_answer(environment.store, [&](store::Session& session) {
    auto response = text_response(
        200, form->content_type,
        form->write(state::export_account(account, environment.partition, session), environment.partition));
    auto const left_out = state::left_out_of_export(account, session);
    if (!left_out.empty()) response.headers.emplace_back(kLeftOutHeader, fmt::format("{}", fmt::join(left_out, "; ")));
    return response;
  });
}

void handle_seed(Environment const& environment, service::Surroundings const& surroundings, HttpRequest const& request,
                 Reply reply) {
  auto const account = account_parameter(request);
  if (!account.has_value()) return reply(json_error(400, kBadAccount));
  auto const stack_name = url_parameter(request, "stack_name").value_or(std::string(state::kStackNameDefault));
  if (!state::is_stack_name(stack_name)) {
    return reply(json_error(400, "stack_name begins with a letter and has letters, digits and hyphens, 128 at most"));
  }
  auto const region = url_parameter(request, "region").value_or("");
  if (!region.empty() && !state::is_stack_name(region)) return reply(json_error(400, "region is a region's name"));
  auto read = state::read_plan(request.body, {.partition = environment.partition,
                                              .default_account = environment.default_account,
                                              .account = *account,
                                              .stack_name = stack_name,
                                              .region = region,
                                              .parameters = template_parameters(request.target.query)});
  if (!read.has_value()) return reply(refused(read.error()));
  auto const plan = std::make_shared<state::Plan const>(*std::move(read));
  auto const carry_out = [plan, &surroundings, partition = environment.partition](store::Session& session) {
    auto const applied = state::apply(*plan, partition, surroundings, session);
    return applied.has_value() ? done(*plan, *applied) : refused(applied.error());
  };
  write_and_reply(environment.store, carry_out, "the state could not be written", std::move(reply));
}

}  // namespace iam::gateway
