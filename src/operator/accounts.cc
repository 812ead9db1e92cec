#include "accounts.h"

#include "iam/face/answers.h"
#include "iam/store/account.h"
#include "iam/store/groups.h"
#include "iam/store/policies.h"
#include "iam/store/roles.h"
#include "iam/store/users.h"
#include "query_fields.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::size_t kAccountsMax = 10'000;

json::object account_json(store::Session& session, AccountId account, AccountId default_account) {
  auto const alias = store::AccountAliases(session).find(account);
  return {{"account", account.text()},
          {"alias", alias.has_value() ? json::value(*alias) : json::value()},
          {"default", account == default_account},
          {"users", store::Users(session).count(account)},
          {"groups", store::Groups(session).count(account)},
          {"roles", store::Roles(session).count(account)},
          {"policies", store::Policies(session).count(account)}};
}

}  // namespace

HttpResponse accounts(Environment const& environment, HttpRequest const& request) {
  static constexpr std::array<std::string_view, 1> kParameters{"limit"};
  auto const fields = QueryFields::read(request, kParameters);
  if (!fields.has_value()) return json_error(400, fields.error());
  auto const limit = limit_of(*fields, kAccountsMax, kAccountsMax);
  if (!limit.has_value()) return json_error(400, limit.error());
  return read_answer(environment.store, [&](store::Session& session) {
    // One more tells whether there are more. The default account is there before anything is in it.
    auto known = store::accounts(session, std::nullopt, static_cast<std::int64_t>(*limit + 1));
    auto const place = std::ranges::lower_bound(known, environment.default_account);
    bool const is_known = place != known.end() && *place == environment.default_account;
    if (!is_known) known.insert(place, environment.default_account);
    bool const is_truncated = known.size() > *limit;
    if (is_truncated) known.resize(*limit);
    json::array list;
    for (auto const account : known) list.push_back(account_json(session, account, environment.default_account));
    return json_response(200, json::object{{"accounts", std::move(list)}, {"truncated", is_truncated}});
  });
}

}  // namespace iam::gateway
