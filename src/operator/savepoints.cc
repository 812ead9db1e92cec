#include "savepoints.h"

#include "iam/base/strict_json.h"
#include "iam/base/text.h"
#include "iam/call/transact.h"
#include "iam/face/answers.h"
#include "iam/store/session_epochs.h"
#include "json_fields.h"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::size_t kNameMax = 64;
constexpr std::string_view kWrongName = "the name of a savepoint has 1 to 64 of the characters A-Z a-z 0-9 . _ -";
constexpr std::string_view kPath = "/_iam/savepoints/";
constexpr auto kNotMade = "the savepoint could not be made";
constexpr auto kNotRestored = "the savepoint could not be restored";
constexpr std::string_view kTooBig = "this savepoint and those there are would take more than 256 MB: delete some";
constexpr std::string_view kInTheWay =
    "something that only one account can have, such as its alias, is another account's since: nothing was changed";

bool is_name(std::string_view text) {
  auto const is_fit = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
  };
  return !text.empty() && text.size() <= kNameMax && std::ranges::all_of(text, is_fit);
}

json::object shown(Savepoint const& savepoint) {
  json::object shown{{"name", savepoint.name}};
  if (savepoint.account.has_value()) shown["account"] = savepoint.account->text();
  shown["made_at"] = to_iso8601(savepoint.made_at);
  shown["bytes"] = savepoint.image.bytes();
  return shown;
}

// What a body asks for.
struct Wanted {
  std::string name;
  std::optional<AccountId> account;
};

// The sentence to refuse it with when it is anything else.
tl::expected<Wanted, std::string> read_wanted(std::string_view text) {
  auto const body = parse_strict_object(text);
  if (!body.has_value()) return tl::unexpected(wrong_body(R"(send an object such as {"name": "clean"})", text));
  JsonFields fields;
  fields.expect_members("a savepoint", *body, {"name", "account"});
  Wanted wanted{.name = fields.text(*body, "name").value_or(""), .account = {}};
  if (auto const account = fields.text(*body, "account")) {
    wanted.account = AccountId::parse(*account);
    if (!wanted.account.has_value()) fields.refuse(std::string(kBadAccount));
  }
  if (!is_name(wanted.name)) fields.refuse(std::string(kWrongName));
  if (!fields.fault().empty()) return tl::unexpected(fields.fault());
  return wanted;
}

}  // namespace

// The savepoint that a request's path names, or why there is none.
struct Savepoints::Chosen {
  std::uint64_t number = 0;
  SavepointPtr savepoint;
  HttpResponse refusal;
};

Savepoints::Chosen Savepoints::chosen(Target target) const {
  auto const refused = [](int status, std::string_view why) { return Chosen{.refusal = json_error(status, why)}; };
  auto const account = account_parameter({.target = target});
  if (!account.has_value()) return refused(400, kBadAccount);
  // A misspelt `account` must not choose another savepoint.
  if (!account->has_value() && !target.query.empty()) {
    return refused(400, "a savepoint is chosen by no parameter but `account`");
  }
  auto rest = target.path.substr(kPath.size());
  auto const name = take_until(rest, '/');
  if (!is_name(name)) return refused(400, kWrongName);
  auto const found = savepoints_.find(name, *account);
  // Where nobody's is asked for, that of all accounts comes before those of single ones.
  auto const of_all = std::ranges::find_if(found, [](auto const& each) { return !each.second->account.has_value(); });
  if (found.size() > 1 && of_all == found.end()) {
    return refused(409, fmt::format("several have a savepoint `{}`: say whose with `?account=`", name));
  }
  if (!found.empty()) {
    auto const& [number, savepoint] = of_all == found.end() ? *found.begin() : *of_all;
    return {.number = number, .savepoint = savepoint, .refusal = {}};
  }
  auto const meant = savepoints_.nearest_name(name);
  return refused(
      404, fmt::format("there is no savepoint `{}`{}{}", name, *account ? " of account " + (*account)->text() : "",
                       meant && *meant != name ? fmt::format("; did you mean `{}`?", *meant) : ""));
}

void Savepoints::handle_all(HttpRequest const& request, Reply reply) {
  if (!is_reading(request)) return make(request, std::move(reply));
  json::array all;
  for (auto const& each : savepoints_.all()) all.push_back(shown(*each));
  reply(json_response(200, json::object{{"savepoints", std::move(all)}}));
}

void Savepoints::handle_one(HttpRequest const& request, Reply reply) {
  auto const chosen = this->chosen(request.target);
  if (chosen.savepoint == nullptr) return reply(chosen.refusal);
  if (!is_reading(request)) savepoints_.remove(chosen.number);
  reply(json_response(200, shown(*chosen.savepoint)));
}

// It joins the list in its transaction, so that the order of the list is that of what is stored. Should the transaction
// fail, it leaves again.
void Savepoints::make(HttpRequest const& request, Reply reply) {
  if (!request.target.query.empty()) {
    return reply(json_error(400, R"(the account of a savepoint is said in the body: {"name": …, "account": …})"));
  }
  auto wanted = read_wanted(request.body);
  if (!wanted.has_value()) return reply(json_error(400, wanted.error()));
  struct Making {
    HttpResponse response;
    std::optional<std::uint64_t> number;
  };
  auto const making = std::make_shared<Making>();
  auto work = [this, making, wanted = *std::move(wanted)](store::Session& session) {
    if (auto const obstacle = savepoints_.obstacle(wanted.name, wanted.account)) {
      making->response = json_error(409, *obstacle);
      return store::Verdict::kRollback;
    }
    store::SessionEpochs(session).close(wanted.account);
    environment_.last_used.write(session);
    auto const savepoint =
        std::make_shared<Savepoint const>(Savepoint{.name = wanted.name,
                                                    .account = wanted.account,
                                                    .made_at = environment_.clock.now(),
                                                    .image = store::Image(session, wanted.account),
                                                    .codes_tried = surroundings_.code_attempts.tried(wanted.account),
                                                    .randomness = environment_.randomness.places(wanted.account)});
    making->number = savepoints_.add(savepoint);
    making->response = making->number ? json_response(200, shown(*savepoint)) : json_error(409, kTooBig);
    return making->number ? store::Verdict::kCommit : store::Verdict::kRollback;
  };
  service::transact_at_length(environment_.store, kNotMade, std::move(work),
                              [this, making, reply = std::move(reply)](service::Ending ending) {
                                if (ending == service::Ending::kDone) return reply(std::move(making->response));
                                if (making->number.has_value()) savepoints_.remove(*making->number);
                                reply(json_error(500, kNotMade));
                              });
}

// A request of which the transaction is still to come, and its answer.
struct Savepoints::Restoring {
  std::string target;
  HttpResponse response = {};
  SavepointList::Numbered ended = {};
};

// The savepoint is looked for in the transaction: one that another restoring before it has ended is not there.
void Savepoints::handle_restore(HttpRequest const& request, Reply reply) {
  auto const restoring = std::make_shared<Restoring>(Restoring{.target = std::string(request.target.text)});
  auto work = [this, restoring](store::Session& session) {
    auto const [number, savepoint, refusal] = chosen(restoring->target);
    if (savepoint == nullptr || !savepoint->image.put_back(session)) {
      restoring->response = savepoint == nullptr ? refusal : json_error(409, kInTheWay);
      return store::Verdict::kRollback;
    }
    environment_.last_used.forget(session, savepoint->account);
    surroundings_.code_attempts.put_back(savepoint->account, savepoint->codes_tried);
    environment_.randomness.put_back(savepoint->account, savepoint->randomness);
    restoring->ended = savepoints_.end_after(number);
    auto answer = shown(*savepoint);
    json::array ended;
    for (auto const& [ignored, each] : restoring->ended) ended.emplace_back(each->name);
    answer["ended"] = std::move(ended);
    restoring->response = json_response(200, answer);
    return store::Verdict::kCommit;
  };
  service::transact_at_length(environment_.store, kNotRestored, std::move(work),
                              [this, restoring, reply = std::move(reply)](service::Ending ending) {
                                if (ending == service::Ending::kDone) return reply(std::move(restoring->response));
                                savepoints_.put_back(restoring->ended);
                                reply(json_error(500, kNotRestored));
                              });
}

}  // namespace iam::gateway
