#include "delegation.h"

#include "iam/base/arn.h"
#include "iam/base/strict_json.h"
#include "iam/face/answers.h"
#include "iam/policy/template.h"
#include "iam/service/delegation_states.h"
#include "iam/store/delegation_requests.h"
#include "json_fields.h"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::size_t kArnLengthMin = 20;  // the model's
constexpr std::size_t kArnLengthMax = 2048;
constexpr std::size_t kPartnerNameLengthMax = 30;  // the model's requestorNameType
constexpr std::size_t kPolicyLengthMax = 10'240;   // of the policy of a session, whose packed form is smaller
constexpr std::size_t kTemplatesMax = 1000;

HttpResponse show_templates(store::Session& session) {
  json::array templates;
  for (auto const& each : store::DelegationTemplates(session).all()) {
    templates.push_back(json::object{{"arn", each.arn},
                                     {"partner", each.partner.text()},
                                     {"partner_name", each.partner_name},
                                     {"policy", each.policy}});
  }
  return json_response(200, json::object{{"templates", std::move(templates)}});
}

tl::expected<store::DelegationTemplate, std::string> read_template(std::string_view text, AccountId partner) {
  auto const body = parse_strict_object(text);
  if (!body.has_value()) return tl::unexpected(wrong_body(R"(send an object such as {"arn": …, "policy": {…}})", text));
  JsonFields fields;
  fields.expect_members("the template", *body, {"arn", "partner", "partner_name", "policy"});
  store::DelegationTemplate made{.partner = partner};
  made.arn = fields.bounded_text(*body, "arn", kArnLengthMin, kArnLengthMax);
  if (auto const arn = parse_arn(made.arn); !arn.has_value() || arn->service != "iam") {
    fields.refuse(fmt::format("`{}` is no ARN of IAM", made.arn));
  }
  if (auto const named = fields.text(*body, "partner")) {
    auto const account = AccountId::parse(*named);
    if (!account.has_value()) fields.refuse(fmt::format("`{}` is no account id of twelve digits", *named));
    made.partner = account.value_or(partner);
  }
  made.partner_name = "Partner " + made.partner.text();
  if (body->contains("partner_name")) {
    made.partner_name = fields.bounded_text(*body, "partner_name", 1, kPartnerNameLengthMax);
  }
  made.policy = fields.document(*body, "policy", kPolicyLengthMax).value_or("");
  if (!policy::is_policy_template(made.policy)) fields.refuse("`policy` is a policy document with @{parameters}");
  if (!fields.fault().empty()) return tl::unexpected(fields.fault());
  return made;
}

}  // namespace

void handle_delegation_templates(Environment const& environment, HttpRequest const& request, Reply reply) {
  if (is_reading(request)) return reply(read_answer(environment.store, show_templates));
  if (request.method == "DELETE") {
    auto const remove = [](store::Session& session) {
      store::DelegationTemplates(session).remove_all();
      return show_templates(session);
    };
    return write_and_reply(environment.store, remove, "the templates could not be removed", std::move(reply));
  }
  auto made = read_template(request.body, environment.default_account);
  if (!made.has_value()) return reply(json_error(400, made.error()));
  auto const put = [made = *std::move(made)](store::Session& session) {
    store::DelegationTemplates templates(session);
    if (!templates.find(made.arn).has_value() && templates.all().size() >= kTemplatesMax) {
      return json_error(409, fmt::format("there are {} templates already", kTemplatesMax));
    }
    templates.put(made);
    return show_templates(session);
  };
  write_and_reply(environment.store, put, "the template could not be written", std::move(reply));
}

void handle_delegation_requests(Environment const& environment, HttpRequest const& request, Reply reply) {
  auto const parameter = account_parameter(request);
  if (!parameter.has_value()) return reply(json_error(400, kBadAccount));
  auto const partner = parameter->value_or(environment.default_account);
  auto const now = environment.clock.now();
  reply(read_answer(environment.store, [partner, now](store::Session& session) {
    json::array requests;
    for (auto const& each : store::DelegationRequests(session).of_partner(partner)) {
      json::object shown{{"id", each.id},
                         {"workflow_id", each.workflow_id},
                         {"topic", each.topic},
                         {"state", service::delegation_state(each, now)}};
      if (each.owner_account.has_value()) shown["owner_account"] = each.owner_account->text();
      if (each.exchange_token.has_value()) shown["exchange_token"] = each.exchange_token->reveal();
      requests.push_back(std::move(shown));
    }
    return json_response(200, json::object{{"requests", std::move(requests)}});
  }));
}

}  // namespace iam::gateway
