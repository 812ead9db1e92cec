#include "organization.h"

#include "iam/face/answers.h"
#include "iam/store/organization.h"
#include "organization_json.h"

#include <string>
#include <utility>

namespace iam::gateway {
namespace {

HttpResponse no_organization(AccountId account) {
  return json_error(404, "account " + account.text() + " is in no organization");
}

HttpResponse show(store::Session& session, AccountId account) {
  auto const stated = store::Organizations(session).statement(account);
  return stated.has_value() ? json_response(200, organization_json(*stated)) : no_organization(account);
}

}  // namespace

void handle_organization(Environment const& environment, HttpRequest const& request, Reply reply) {
  auto const parameter = account_parameter(request);
  if (!parameter.has_value()) return reply(json_error(400, kBadAccount));
  auto const account = parameter->value_or(environment.default_account);

  if (is_reading(request)) {
    return reply(read_answer(environment.store, [account](auto& session) { return show(session, account); }));
  }
  if (request.method == "DELETE") {
    auto const remove = [account](store::Session& session) {
      store::Organizations organizations(session);
      auto const organization = organizations.of(account);
      if (!organization.has_value()) return no_organization(account);
      organizations.remove(organization->management_account);
      return json_response(200, boost::json::object{{"status", "ok"}});
    };
    return write_and_reply(environment.store, remove, "the organization could not be removed", std::move(reply));
  }

  auto stated = read_organization(request.body, account, environment.ids);
  if (!stated.has_value()) return reply(json_error(400, stated.error()));
  auto const put = [stated = *std::move(stated)](store::Session& session) {
    if (auto const held = store::Organizations(session).put(stated)) {
      return json_error(409, *held + " belongs to another organization");
    }
    return show(session, stated.organization.management_account);
  };
  write_and_reply(environment.store, put, "the organization could not be written", std::move(reply));
}

}  // namespace iam::gateway
