// What there is once in an account, as steps.
#include "iam/base/whole_number.h"
#include "iam/call/quotas.h"
#include "iam/store/outbound_federation.h"
#include "iam/store/quotas.h"
#include "planner.h"

#include <fmt/format.h>

#include <cstdint>
#include <limits>

namespace iam::state {

// As PUT /_iam/quotas takes them. They are set first, so that they hold for the document.
void Planner::quotas(Node const& item) {
  Fields fields(item, "the quotas", mistakes_);
  for (auto const& [name, value] : item.members) {
    auto const* quota = service::find_quota(name);
    if (quota == nullptr) {
      mistakes_.add(value.line, fmt::format("there is no quota {}", name));
      continue;
    }
    auto const wanted = whole_number<std::int64_t>(value.text, 0, std::numeric_limits<std::int64_t>::max());
    if (!wanted.has_value()) mistakes_.add(value.line, fmt::format("{} is a number that is not negative", name));
    add_direct(value.line, [quota, wanted](service::Call& call) -> Status {
      store::Quotas(call.store).put(call.account(), quota->name, *wanted);
      return {};
    });
  }
}

void Planner::password_policy(Node const& item) {
  Fields fields(item, "the password policy", mistakes_);
  fields.pass_over({"ExpirePasswords"});
  Parameters parameters(plan_);
  for (std::string_view const member :
       {"MinimumPasswordLength", "RequireSymbols", "RequireNumbers", "RequireUppercaseCharacters",
        "RequireLowercaseCharacters", "AllowUsersToChangePassword", "MaxPasswordAge", "PasswordReusePrevention",
        "HardExpiry"}) {
    parameters.text(member, fields.text(member));
  }
  fields.finish();
  add("UpdateAccountPasswordPolicy", item.line, std::move(parameters));
}

// One call for each: those of a call are of one namespace.
void Planner::properties(Node const& item) {
  if (item.kind != Node::Kind::kMap) return mistakes_.add(item.line, "`AccountProperties` is an object");
  for (auto const& [name, value] : item.members) {
    add("PutAccountProperties", value.line, Parameters(plan_).entry("Properties", name, value.text));
  }
}

void Planner::outbound_federation(Node const& item) {
  Fields fields(item, "outbound web identity federation", mistakes_);
  auto const issuer = fields.text("Issuer");
  auto const is_enabled = fields.boolean("Enabled").value_or(true);
  fields.finish();
  if (!issuer.has_value()) {
    if (is_enabled) add("EnableOutboundWebIdentityFederation", item.line, Parameters(plan_));
    return;
  }
  add_direct(item.line, [issuer = *issuer, is_enabled](service::Call& call) -> Status {
    store::OutboundFederation federation(call.store);
    auto const own = federation.find(call.account());
    if (federation.knows(issuer) && !(own.has_value() && own->issuer == issuer)) {
      return fail({.code = "FeatureEnabled", .http_status = 409, .message = "Another account has that issuer."});
    }
    federation.put(call.account(), {.issuer = issuer, .is_enabled = is_enabled});
    return {};
  });
}

}  // namespace iam::state
