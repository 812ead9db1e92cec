#include "permissions.h"

#include "action_uses.h"
#include "iam/authorization/stored_facts.h"
#include "iam/base/text.h"
#include "iam/catalogue/services.h"
#include "iam/face/answers.h"
#include "iam/policy/assumed.h"
#include "iam/policy/glob.h"
#include "iam/policy/names.h"
#include "iam/policy/work.h"
#include "known_keys.h"
#include "policy_json.h"
#include "query_fields.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::gateway {
namespace {

namespace json = boost::json;

using policy::Luck;
using policy::MatchedStatement;
using policy::PolicyType;
using Texts = std::vector<std::string>;

constexpr std::size_t kActionsMax = 2'000;  // that are told one by one
constexpr std::string_view kEverything = "*";

// The services whose actions the policies of an identity grant by name.
class NamedServices {
 public:
  explicit NamedServices(policy::PolicyList const& identity) {
    for (auto const& policy : identity) {
      for (auto const& statement : policy::source_of(*policy.compiled).statements) {
        if (statement.effect == policy::Effect::kAllow) add(statement);
      }
    }
  }

  bool has(std::string_view prefix) const {
    return std::ranges::any_of(patterns_,
                               [&](std::string const& pattern) { return policy::glob_matches(pattern, prefix); });
  }
  // Whether something is granted of services that are not named.
  bool are_all() const { return are_all_; }

 private:
  void add(policy::Statement const& statement) {
    are_all_ = are_all_ || statement.not_actions.has_value();
    if (!statement.actions.has_value()) return;
    for (std::string_view const action : *statement.actions) {
      auto vendor = to_lower_ascii(action.substr(0, action.find(':')));
      bool const is_any = vendor.find_first_not_of('*') == std::string::npos;
      are_all_ = are_all_ || is_any;
      if (!is_any && std::ranges::find(patterns_, vendor) == patterns_.end()) patterns_.push_back(std::move(vendor));
    }
  }

  Texts patterns_;
  bool are_all_ = false;
};

void add_new(Texts const& texts, Texts& list) {
  for (auto const& text : texts) {
    if (std::ranges::find(list, text) == list.end()) list.push_back(text);
  }
}

void add_new(std::optional<Texts> const& texts, Texts& list) {
  if (texts.has_value()) add_new(*texts, list);
}

json::value time_or_null(std::optional<Time> time) {
  return time.has_value() ? json::value(to_iso8601(*time)) : json::value();
}

// The policies, rewritten for one way in which keys and resource turn out.
struct View {
  View(Luck keys, Luck resource, policy::KnownKey const& is_known, policy::PolicySets const& written)
      : assumed({.keys = keys, .resource = resource}, is_known), sets(assumed.of(written)) {}

  bool allows(policy::Request const& request) const { return policy::evaluate(request, sets).allowed(); }
  // As it is written.
  policy::Document const& document_of(MatchedStatement const& matched) const {
    return policy::source_of(assumed.origin(*matched.policy.compiled));
  }

  policy::Assumed assumed;
  policy::PolicySets sets;
};

class Permissions {
 public:
  Permissions(service::StoredPrincipal principal, UsesByAction uses)
      : asker_(principal.requester.kind == policy::RequesterKind::kRoleSession ? Asker::kStoredRole : Asker::kStored),
        is_root_(principal.requester.kind == policy::RequesterKind::kRoot),
        uses_(std::move(uses)),
        sets_(std::move(principal.sets)),
        named_(sets_.identity) {
    request_.requester = std::move(principal.requester);
    request_.resource = kEverything;
    request_.context = std::move(principal.keys);
  }

  // `only`: the one service that is wanted, whether or not something is allowed; null: all of which something is.
  json::object told(catalogue::ServiceName const* only);

 private:
  void add_all(json::array& services);
  json::object service(catalogue::ServiceName const& name, bool wants_actions);
  std::optional<json::object> action(catalogue::Action const& action, UsesByAction::const_iterator use);
  bool is_used(std::string_view service) const;
  json::array limits(policy::Explanation const& at_best) const;
  json::array denials() const;

  Asker asker_;
  bool is_root_;
  policy::KnownKey is_known_ = [this](std::string_view key) { return is_known_of(asker_, key); };
  UsesByAction uses_;
  policy::PolicySets sets_;
  NamedServices named_;
  View best_{Luck::kGood, Luck::kGood, is_known_, sets_};
  View without_keys_{Luck::kBad, Luck::kGood, is_known_, sets_};
  View everywhere_{Luck::kGood, Luck::kBad, is_known_, sets_};
  View worst_{Luck::kBad, Luck::kBad, is_known_, sets_};
  policy::Request request_;
  policy::Work work_;
  std::size_t told_actions_ = 0;
  bool is_truncated_ = false;
};

json::object Permissions::told(catalogue::ServiceName const* only) {
  json::array services;
  if (only != nullptr) {
    services.push_back(service(*only, true));
  } else {
    add_all(services);
  }
  return {{"policies", policies_json(sets_)}, {"services", std::move(services)}, {"truncated", is_truncated_}};
}

void Permissions::add_all(json::array& services) {
  bool const are_all = named_.are_all() || is_root_;
  for (auto const& name : catalogue::services()) {
    bool const is_named = named_.has(name.prefix) || is_used(name.prefix);
    if (!is_named && !are_all) continue;
    bool const is_full = is_named && told_actions_ >= kActionsMax;
    is_truncated_ = is_truncated_ || is_full || work_.is_too_much();
    if (work_.is_too_much()) return;
    auto told = service(name, is_named && !is_full);
    auto const* actions = told.if_contains("actions");
    bool const has_actions = actions == nullptr || !actions->get_array().empty();
    bool const says_nothing = told.at("allowed") == 0 && told.at("used") == 0 && (!has_actions || !is_named);
    if (!says_nothing) services.push_back(std::move(told));
  }
}

json::object Permissions::service(catalogue::ServiceName const& name, bool wants_actions) {
  auto const& known = *catalogue::find(name.prefix);
  json::array actions;
  std::size_t allowed = 0;
  std::size_t used = 0;
  std::optional<Time> last_used;
  for (auto const& each : known.actions) {
    request_.action = std::string(name.prefix).append(":").append(each.name);
    auto const use = uses_.find(to_lower_ascii(request_.action));
    if (use != uses_.end()) {
      ++used;
      last_used = std::max(last_used, use->second);
    }
    allowed += best_.allows(request_) ? 1 : 0;
    if (!wants_actions) continue;
    if (auto told = action(each, use)) actions.push_back(*std::move(told));
  }
  json::object told{{"service", name.prefix},        {"name", name.name}, {"allowed", allowed},
                    {"known", known.actions.size()}, {"used", used},      {"last_used_at", time_or_null(last_used)}};
  told_actions_ += actions.size();
  if (wants_actions) told["actions"] = std::move(actions);
  return told;
}

// Nothing for one that nobody granted or used.
std::optional<json::object> Permissions::action(catalogue::Action const& action, UsesByAction::const_iterator use) {
  policy::Explanation at_best;
  auto const decision = policy::explain(request_, best_.sets, at_best);
  Texts resources;
  Texts not_resources;
  Texts keys;
  if (is_root_) resources.emplace_back(kEverything);
  for (auto const& matched : at_best.matched) {
    if (matched.statement->effect != policy::Effect::kAllow) continue;
    auto const& document = best_.document_of(matched);
    auto const& statement = document.statements[matched.index];
    add_new(policy::unknown_keys(statement, document.version, is_known_), keys);
    if (matched.type != PolicyType::kIdentity) continue;
    add_new(statement.resources, resources);
    add_new(statement.not_resources, not_resources);
  }
  bool const is_used = use != uses_.end();
  if (resources.empty() && not_resources.empty() && !is_used) return std::nullopt;
  bool const is_conditional = decision.allowed() && !without_keys_.allows(request_);
  if (!is_conditional) keys.clear();
  json::object told{{"action", request_.action},
                    {"access_level", catalogue::access_level_name(action.access_level)},
                    {"decision", policy::outcome_name(decision.outcome)},
                    {"decided_by", policy::policy_type_name(decision.decided_by)},
                    {"resources", texts_json(resources)},
                    {"everywhere", decision.allowed() && everywhere_.allows(request_)},
                    {"conditional", is_conditional},
                    {"keys", texts_json(keys)},
                    {"used", is_used},
                    {"last_used_at", time_or_null(is_used ? use->second : std::nullopt)}};
  if (!not_resources.empty()) told["not_resources"] = texts_json(not_resources);
  if (auto found = limits(at_best); !found.empty()) told["limits"] = std::move(found);
  if (auto found = denials(); !found.empty()) told["denied"] = std::move(found);
  return told;
}

bool Permissions::is_used(std::string_view service) const {
  return std::ranges::any_of(
      uses_, [&](auto const& use) { return std::string_view(use.first).substr(0, use.first.find(':')) == service; });
}

// What other layers let through, where that is not every resource.
json::array Permissions::limits(policy::Explanation const& at_best) const {
  json::array limits;
  for (auto const type :
       {PolicyType::kPermissionsBoundary, PolicyType::kSession, PolicyType::kScopeDown, PolicyType::kServiceControl}) {
    Texts resources;
    bool is_limit = true;
    for (auto const& matched : at_best.matched) {
      if (matched.type != type || matched.statement->effect != policy::Effect::kAllow) continue;
      auto const& statement = best_.document_of(matched).statements[matched.index];
      // All but some is no limit that could be told as a list.
      is_limit = is_limit && statement.resources.has_value();
      add_new(statement.resources, resources);
    }
    is_limit = is_limit && !resources.empty() && std::ranges::find(resources, kEverything) == resources.end();
    if (!is_limit) continue;
    limits.push_back(json::object{{"type", policy::policy_type_name(type)}, {"resources", texts_json(resources)}});
  }
  return limits;
}

// The statements that take some of it away, or all.
json::array Permissions::denials() const {
  json::array denials;
  policy::Explanation at_worst;
  policy::explain(request_, worst_.sets, at_worst);
  for (auto const& matched : at_worst.matched) {
    if (matched.statement->effect != policy::Effect::kDeny) continue;
    auto const& document = worst_.document_of(matched);
    auto const& statement = document.statements[matched.index];
    json::object told{{"type", policy::policy_type_name(matched.type)},
                      {"policy", matched.policy.id},
                      {"index", matched.index},
                      {"keys", texts_json(policy::unknown_keys(statement, document.version, is_known_))}};
    if (!matched.policy.arn.empty()) told["arn"] = matched.policy.arn;
    if (!statement.sid.empty()) told["sid"] = statement.sid;
    if (statement.resources) told["resources"] = texts_json(*statement.resources);
    if (statement.not_resources) told["not_resources"] = texts_json(*statement.not_resources);
    denials.push_back(std::move(told));
  }
  return denials;
}

}  // namespace

HttpResponse permissions(Environment const& environment, service::Surroundings const& surroundings,
                         HttpRequest const& request) {
  static constexpr std::array<std::string_view, 2> kParameters{"principal", "service"};
  auto const fields = QueryFields::read(request, kParameters);
  if (!fields.has_value()) return json_error(400, fields.error());
  auto const arn = fields->text("principal").value_or("");
  if (arn.empty()) return json_error(400, "`principal` is the ARN of a user, a role, a session or a root");
  auto const prefix = fields->text("service");
  auto const* service = prefix.has_value() ? catalogue::find_name(*prefix) : nullptr;
  if (prefix.has_value() && service == nullptr) return json_error(400, "no service of AWS's has this `service` prefix");
  return read_answer(environment.store, [&](store::Session& session) {
    service::StoredFacts facts(surroundings, session, environment.clock.now());
    auto const principal = facts.principal(arn);
    if (principal == nullptr) return json_error(404, "there is no such principal");
    auto uses = uses_of(surroundings, session, principal->requester.principal_arn);
    auto told = Permissions(*principal, std::move(uses)).told(service);
    told["principal"] = arn;
    return json_response(200, std::move(told));
  });
}

}  // namespace iam::gateway
