#include "completions.h"

#include "completion_list.h"
#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "iam/catalogue/common_words.h"
#include "iam/catalogue/services.h"
#include "iam/face/answers.h"
#include "iam/policy/conditions.h"
#include "iam/store/roles.h"
#include "iam/store/users.h"
#include "query_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::gateway {
namespace {

constexpr std::size_t kCompletionsDefault = 50;
constexpr std::size_t kCompletionsMax = 200;
constexpr std::size_t kTypedLengthMax = 2048;
// Of an account that has more users or roles, those that come first are looked at.
constexpr std::int64_t kEntitiesMax = 2000;

constexpr std::array<std::string_view, 5> kParameters{"kind", "prefix", "action", "account", "limit"};

struct Wanted {
  std::string typed;
  std::string action;
  AccountId account;
};

struct Words {
  Environment const& environment;
  store::Session& session;
  Wanted const& wanted;
  CompletionList& list;
};

// The service that a word with a colon names; null for another one.
catalogue::Service const* service_in(std::string_view word) {
  auto const colon = word.find(':');
  return colon == std::string_view::npos ? nullptr : catalogue::find(word.substr(0, colon));
}

// One of its actions; null when it names none, or many by a wildcard.
catalogue::Action const* action_in(std::string_view word) {
  auto const* service = service_in(word);
  return service == nullptr ? nullptr : service->action(word.substr(word.find(':') + 1));
}

void add_services(Words const& words, std::string_view behind) {
  for (auto const& [prefix, name] : catalogue::services()) {
    words.list.offer_named(std::string(prefix).append(behind), name);
  }
}

void add_actions(Words const& words) {
  auto const* service = service_in(words.wanted.typed);
  if (service == nullptr) return add_services(words, ":");
  for (auto const& action : service->actions) {
    words.list.offer(std::string(service->name.prefix).append(":").append(action.name),
                     catalogue::access_level_name(action.access_level));
  }
}

void add_keys(Words const& words) {
  auto const& [typed, action_name, account] = words.wanted;
  auto const offer = [&](auto const& key) { words.list.offer(key.name, key.type); };
  auto const offer_all = [&](std::vector<catalogue::ConditionKey const*> const& keys) {
    for (auto const* key : keys) offer(*key);
  };
  auto const* service = service_in(action_name.empty() ? typed : action_name);
  if (auto const* action = action_in(action_name)) {
    offer_all(action->condition_keys);
    for (auto const* type : action->resource_types) offer_all(type->condition_keys);
  } else if (service != nullptr) {
    std::ranges::for_each(service->condition_keys, offer);
  }
  std::ranges::for_each(catalogue::global_condition_keys(), offer);
  bool const may_be_of_any_service = action_name.empty() && typed.find(':') == std::string::npos;
  if (may_be_of_any_service) add_services(words, ":");
}

void add_entities(Words const& words) {
  auto const partition = words.environment.partition;
  auto const account = words.wanted.account;
  for (auto const& user : store::Users(words.session).page(account, "/", "", kEntitiesMax)) {
    words.list.offer(iam_arn(partition, account, "user", user.path, user.name), "user");
  }
  for (auto const& role : store::Roles(words.session).page(account, "/", "", kEntitiesMax)) {
    words.list.offer(iam_arn(partition, account, "role", role.path, role.name), "role");
  }
}

// With what is known filled in: arn:aws:s3:::${BucketName}/${ObjectName}
std::string filled(std::string_view arn_template, Partition partition, AccountId account) {
  std::string text(arn_template);
  auto const fill = [&](std::string_view place, std::string_view value) {
    if (auto const at = text.find(place); at != std::string::npos) text.replace(at, place.size(), value);
  };
  fill("${Partition}", partition_name(partition));
  fill("${Account}", account.text());
  return text;
}

// Whether an ARN of the template may begin with what was typed: any text may stand for a place, but none with a colon.
// All in lower case.
bool may_begin_with(std::string_view arn_template, std::string_view typed) {
  for (;;) {
    bool const is_last = typed.find(':') == std::string_view::npos;
    bool const has_more = arn_template.find(':') != std::string_view::npos;
    auto const wanted = take_until(arn_template, ':');
    auto const part = take_until(typed, ':');
    bool const has_place = wanted.find('$') != std::string_view::npos;
    auto const head = wanted.substr(0, wanted.find('$'));
    if (is_last) return head.starts_with(part) || (has_place && part.starts_with(head));
    bool const is_whole = has_place ? !part.empty() && part.starts_with(head) : part == wanted;
    if (!is_whole || !has_more) return false;
  }
}

void offer_template(CompletionList& list, std::string const& text, std::string_view type) {
  if (may_begin_with(to_lower_ascii(text), list.typed())) return list.take(text, type);
  list.offer(text, type);
}

void add_resources(Words const& words) {
  auto const& wanted = words.wanted;
  auto const offer = [&](catalogue::ResourceType const& type) {
    offer_template(words.list, filled(type.arn_template, words.environment.partition, wanted.account), type.name);
  };
  auto const begun = wanted.typed + ":::::";
  auto const arn = parse_arn(begun);
  auto const* action = action_in(wanted.action);
  auto const* service = wanted.action.empty() && arn ? catalogue::find(arn->service) : service_in(wanted.action);
  if (action != nullptr) {
    if (action->resource_types.empty()) words.list.offer("*", "all resources");
    for (auto const* type : action->resource_types) offer(*type);
  } else if (service != nullptr) {
    std::ranges::for_each(service->resource_types, offer);
  }
  bool const is_of_iam = service != nullptr && (service->name.prefix == "iam" || service->name.prefix == "sts");
  if (is_of_iam) add_entities(words);
}

void add_principals(Words const& words) {
  words.list.offer(root_arn(words.environment.partition, words.wanted.account), "root");
  add_entities(words);
  auto const offer_service = [&](std::string_view label) {
    words.list.offer(std::string(label).append(".amazonaws.com"), "service");
  };
  for (auto const& service : catalogue::services()) offer_service(service.prefix);
  std::ranges::for_each(catalogue::other_service_labels(), offer_service);
}

// "String" of StringNotLike; the kind of values it compares.
std::string_view compared_by(std::string_view comparison) {
  constexpr std::array<std::string_view, 6> kTypes{"String", "Numeric", "Date", "Bool", "Binary", "Arn"};
  auto const found = std::ranges::find_if(kTypes, [&](auto type) { return comparison.starts_with(type); });
  if (found != kTypes.end()) return *found;
  return comparison.ends_with("IpAddress") ? "IpAddress" : "presence";
}

void add_operators(Words const& words) {
  constexpr std::string_view kSets[] = {"ForAllValues:", "ForAnyValue:"};
  std::string_view before;
  for (auto const set : kSets) {
    if (words.list.typed().starts_with(to_lower_ascii(set))) before = set;
  }
  auto const offer = [&](std::string_view comparison, std::string_view behind) {
    words.list.offer(std::string(before).append(comparison).append(behind), compared_by(comparison));
  };
  for (auto const comparison : policy::comparisons()) offer(comparison, "");
  if (before.empty()) {
    for (auto const set : kSets) words.list.offer(set, "lists");
  }
  for (auto const comparison : policy::comparisons()) {
    if (comparison != "Null") offer(comparison, "IfExists");
  }
}

struct Kind {
  std::string_view name;
  void (*add)(Words const& words);
};

constexpr Kind kKinds[] = {
    {"action", add_actions},
    {"service", [](Words const& words) { add_services(words, ""); }},
    {"key", add_keys},
    {"resource", add_resources},
    {"principal", add_principals},
    {"operator", add_operators},
};

}  // namespace

HttpResponse completions(Environment const& environment, HttpRequest const& request) {
  auto const fields = QueryFields::read(request, kParameters);
  if (!fields.has_value()) return json_error(400, fields.error());
  auto const* const kind = std::ranges::find(kKinds, fields->text("kind").value_or(""), &Kind::name);
  if (kind == std::end(kKinds)) {
    return json_error(400, "`kind` is action, service, key, resource, principal or operator");
  }
  auto const account = account_of(*fields, environment.default_account);
  if (!account.has_value()) return json_error(400, account.error());
  auto const limit = limit_of(*fields, kCompletionsDefault, kCompletionsMax);
  if (!limit.has_value()) return json_error(400, limit.error());
  Wanted const wanted{fields->text("prefix").value_or(""), fields->text("action").value_or(""), *account};
  if (std::max(wanted.typed.size(), wanted.action.size()) > kTypedLengthMax) {
    return json_error(400, fmt::format("`prefix` and `action` have at most {} bytes", kTypedLengthMax));
  }
  CompletionList list(wanted.typed, *limit);
  environment.store.read([&](store::Session& session) { kind->add({environment, session, wanted, list}); });
  return json_response(200, std::move(list).told());
}

}  // namespace iam::gateway
