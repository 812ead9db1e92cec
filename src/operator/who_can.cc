#include "who_can.h"

#include "account_principals.h"
#include "cases.h"
#include "iam/base/arn.h"
#include "iam/base/strict_json.h"
#include "iam/call/paging.h"
#include "iam/face/answers.h"
#include "iam/face/decision_json.h"
#include "iam/policy/work.h"
#include "iam/store/account.h"
#include "json_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::int64_t kHoldersDefault = 1000;
constexpr std::int64_t kHoldersMax = 10'000;
constexpr std::size_t kCheckedMax = 20'000;  // principals of one answer
constexpr std::int64_t kAccountsMax = 10'000;

struct Asked {
  Question question;  // without a principal
  std::optional<AccountId> account;
  std::size_t limit = static_cast<std::size_t>(kHoldersDefault);
  bool wants_all = false;
};

class WhoCanReader : private JsonFields {
 public:
  explicit WhoCanReader(service::PolicyCache& policies) : policies_(policies) {}

  tl::expected<Asked, std::string> read(json::object object) {
    expect_members(
        "the request", object,
        {"action", "resource", "resource_account", "context", "policies", "semantics", "account", "all", "limit"});
    Asked asked;
    auto const account_text = text(object, "account");
    if (account_text.has_value()) asked.account = AccountId::parse(*account_text);
    if (account_text.has_value() && !asked.account.has_value()) refuse(std::string(kBadAccount));
    auto const limit = integer(object, "limit").value_or(kHoldersDefault);
    if (limit < 1 || limit > kHoldersMax) refuse(fmt::format("`limit` is a number from 1 to {}", kHoldersMax));
    asked.limit = static_cast<std::size_t>(limit);
    asked.wants_all = boolean(object, "all").value_or(false);
    if (!fault().empty()) return tl::unexpected(fault());

    for (std::string_view const name : {"account", "limit", "all"}) object.erase(name);
    object["principal"] = "*";
    auto question = read_question(object, policies_);
    if (!question.has_value()) return tl::unexpected(question.error());
    asked.question = *std::move(question);
    return asked;
  }

 private:
  service::PolicyCache& policies_;
};

// Whether a statement of the policy may allow something to a principal of that account.
bool may_name(policy::Document const& document, AccountId account) {
  auto const is_of_account = [&](policy::Principal const& principal) {
    if (principal.kind != policy::PrincipalKind::kAws) return principal.kind == policy::PrincipalKind::kEveryone;
    auto const arn = parse_arn(principal.value);
    // Without an ARN or account it is everybody, or an id, which tells no account.
    auto const named = AccountId::parse(arn.has_value() ? arn->account : std::string_view(principal.value));
    return !named.has_value() || *named == account;
  };
  return std::ranges::any_of(document.statements, [&](policy::Statement const& statement) {
    if (statement.effect != policy::Effect::kAllow) return false;
    return !statement.principals.has_value() || std::ranges::any_of(*statement.principals, is_of_account);
  });
}

class Search {
 public:
  Search(Environment const& environment, service::Surroundings const& surroundings, store::Session& session,
         Asked& asked)
      : environment_(environment),
        session_(session),
        facts_(surroundings, session, environment.clock.now()),
        cases_(environment, surroundings, facts_),
        asked_(asked) {}

  tl::expected<std::string, std::string> answer();

 private:
  bool ask_all_of(AccountId account);
  bool ask(NamedPrincipal const& principal);
  bool is_enough() const;

  Environment const& environment_;
  store::Session& session_;
  service::StoredFacts facts_;
  Cases cases_;
  Asked& asked_;
  policy::Context const context_ = asked_.question.context;
  policy::Work work_;
  std::string fault_;
  std::string told_;  // as a text it takes a fraction of what it takes as values
  std::size_t found_ = 0;
  std::size_t checked_ = 0;
};

tl::expected<std::string, std::string> Search::answer() {
  auto const& question = asked_.question;
  auto const of_resource = account_of_resource(question.resource);
  auto const own = asked_.account.value_or(of_resource.value_or(environment_.default_account));
  bool is_whole = ask_all_of(own);

  auto const stored = is_trusted_action(question.action) ? facts_.trust_policy(question.resource) : std::nullopt;
  auto const& door = question.policies.resource ? question.policies.resource : stored;
  if (door.has_value() && is_whole) {
    auto const& document = policy::source_of(*door->policy.compiled);
    auto const accounts = store::accounts(session_, std::nullopt, kAccountsMax);
    is_whole = std::ranges::all_of(
        accounts, [&](AccountId each) { return each == own || !may_name(document, each) || ask_all_of(each); });
  }
  if (!fault_.empty()) return tl::unexpected(fault_);
  return fmt::format("{{\"principals\":[{}],\"checked\":{},\"truncated\":{}}}\n", told_, checked_, !is_whole);
}

bool Search::ask_all_of(AccountId account) {
  return for_each_principal(session_, environment_.partition, account,
                            [this](NamedPrincipal const& principal) { return ask(principal); });
}

bool Search::ask(NamedPrincipal const& principal) {
  if (is_enough()) return false;
  ++checked_;
  asked_.question.principal = principal.arn;
  asked_.question.context = context_;
  auto const asked = cases_.of(asked_.question);
  if (!asked.has_value()) {
    fault_ = asked.error();
    return false;
  }
  auto const semantics = asked_.question.semantics;
  if (!asked_.wants_all && !policy::evaluate(asked->request, asked->sets, semantics).allowed()) return true;
  // One more than is wanted tells that there are more.
  if (found_ == asked_.limit) return false;
  policy::Explanation explanation;
  auto const decision = policy::explain(asked->request, asked->sets, explanation, semantics);
  json::object told{{"arn", principal.arn},
                    {"kind", principal.kind},
                    {"name", principal.name},
                    {"account", principal.account.text()}};
  for (auto& [name, value] : decision_json(decision, explanation)) told[name] = std::move(value);
  told_.append(found_ == 0 ? "" : ",").append(json::serialize(told));
  ++found_;
  return true;
}

bool Search::is_enough() const {
  return checked_ == kCheckedMax || told_.size() > service::kAnswerBytesMax || work_.is_too_much();
}

}  // namespace

HttpResponse who_can(Environment const& environment, service::Surroundings const& surroundings,
                     HttpRequest const& request) {
  auto const body = parse_strict_json(request.body);
  if (!body.has_value() || !body->is_object()) {
    return json_error(400, wrong_body("send {\"action\": …, \"resource\": …}", request.body));
  }
  auto asked = WhoCanReader(surroundings.authorizer.policies()).read(body->as_object());
  if (!asked.has_value()) return json_error(400, asked.error());
  tl::expected<std::string, std::string> told;
  surroundings.store.read(
      [&](store::Session& session) { told = Search(environment, surroundings, session, *asked).answer(); });
  return told.has_value() ? text_response(200, "application/json", *std::move(told)) : json_error(400, told.error());
}

}  // namespace iam::gateway
