#include "trust.h"

#include "account_principals.h"
#include "iam/authorization/stored_facts.h"
#include "iam/base/text.h"
#include "iam/face/answers.h"
#include "iam/policy/assumed.h"
#include "iam/policy/requester.h"
#include "iam/policy/work.h"
#include "iam/store/account.h"
#include "iam/store/oidc_providers.h"
#include "iam/store/saml_providers.h"
#include "known_keys.h"
#include "policy_json.h"
#include "query_fields.h"
#include "trust_doors.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::gateway {
namespace {

namespace json = boost::json;

using policy::RequesterKind;

constexpr std::int64_t kRolesMax = 5'000;
constexpr std::size_t kPrincipalsMax = 20'000;
constexpr std::size_t kEdgesMax = 20'000;
constexpr std::int64_t kAccountsMax = 10'000;
constexpr std::string_view kAssumeRole = "sts:AssumeRole";

// What policies say at best and at worst of that kind of asker.
struct Outlook {
  explicit Outlook(Asker asker)
      : is_known([asker](std::string_view key) { return is_owner_key(key) || is_known_of(asker, key); }),
        best({.keys = policy::Luck::kGood}, is_known),
        worst({.keys = policy::Luck::kBad}, is_known) {}
  Outlook(Outlook const&) = delete;
  Outlook& operator=(Outlook const&) = delete;

  policy::KnownKey is_known;
  policy::Assumed best;
  policy::Assumed worst;
};

// Somebody who asks to be let in, as a node: an ARN, that of root for an account; the name of a service or provider; or
// `*`. `request` has everything but the role.
struct Visitor {
  std::string id;
  std::string_view kind;
  std::string name;
  std::optional<AccountId> account = {};
  bool is_stored = false;
  Asker asker = Asker::kStranger;
  policy::Request request = {};
  policy::PolicySets sets = {};
};

std::string behind_first(std::string_view text, char separator) {
  return std::string(text.substr(text.find(separator) + 1));
}

// Edges are decisions: of what the trust policy, the visitor's own policies and those of both organizations say. Of
// whoever is not stored only the trust policy is asked, and whom `*` lets in is not told one by one.
class Graph {
 public:
  Graph(Environment const& environment, service::Surroundings const& surroundings, store::Session& session,
        AccountId account)
      : session_(session),
        facts_(surroundings, session, environment.clock.now()),
        cache_(surroundings.authorizer.policies()),
        partition_(environment.partition),
        account_(account),
        doors_(trust_doors(session, cache_, partition_, account, kRolesMax)) {}

  json::object told();

 private:
  void let_in_strangers();
  void let_in_named();
  void let_in_accounts();
  void let_in_members(std::string_view account, Doors const& doors);

  void meet_stranger(std::string const& id, std::string_view kind, RequesterKind requester);
  bool meet(std::string const& arn);
  bool is_stored_provider(std::string_view resource, AccountId account);
  // The visitor, by `through` in the place of a node that its account is.
  void ask(std::string_view action, Doors const& doors, std::string const& through = {});
  json::array deciding_keys(policy::PolicySets const& best, policy::PolicySets const& worst,
                            Outlook const& outlook) const;
  void add_node(Visitor const& visitor);
  bool is_enough() const { return edges_.size() >= kEdgesMax || asked_ > kPrincipalsMax || work_.is_too_much(); }

  store::Session& session_;
  service::StoredFacts facts_;
  service::PolicyCache& cache_;
  Partition partition_;
  AccountId account_;
  TrustDoors doors_;
  Outlook outlooks_[4] = {Outlook(Asker::kStored), Outlook(Asker::kStoredRole), Outlook(Asker::kElsewhere),
                          Outlook(Asker::kStranger)};
  Visitor visitor_;
  json::array nodes_;
  json::array edges_;
  std::set<std::string> ids_;  // of nodes
  bool is_truncated_ = false;
  policy::Work work_;
  std::size_t asked_ = 0;
};

json::object Graph::told() {
  is_truncated_ = doors_.is_truncated;
  for (auto const& door : doors_.all) add_node({door.role_arn, "role", door.role_name, account_, true});
  let_in_strangers();
  let_in_named();
  let_in_accounts();
  for (auto const& [account, doors] : doors_.accounts) let_in_members(account, doors);
  return {{"account", account_.text()},
          {"nodes", std::move(nodes_)},
          {"edges", std::move(edges_)},
          {"truncated", is_truncated_}};
}

void Graph::let_in_strangers() {
  meet_stranger("*", "anyone", RequesterKind::kAnonymous);
  ask(kAssumeRole, doors_.open);
  for (auto const& [service, doors] : doors_.services) {
    meet_stranger(service, "service", RequesterKind::kService);
    ask(kAssumeRole, doors);
  }
  for (auto const& [provider, doors] : doors_.providers) {
    bool const is_saml = provider.find(":saml-provider/") != std::string::npos;
    meet_stranger(provider, "provider", is_saml ? RequesterKind::kSaml : RequesterKind::kWebIdentity);
    auto const arn = parse_arn(provider);
    if (auto const account = arn ? AccountId::parse(arn->account) : std::nullopt) {
      visitor_.name = behind_first(arn->resource, '/');
      visitor_.account = account;
      visitor_.is_stored = is_stored_provider(arn->resource, *account);
    }
    ask(is_saml ? "sts:AssumeRoleWithSAML" : "sts:AssumeRoleWithWebIdentity", doors);
  }
}

void Graph::let_in_named() {
  for (auto const& [arn, doors] : doors_.named) {
    if (meet(arn)) ask(kAssumeRole, doors);
  }
}

void Graph::let_in_accounts() {
  auto const stored = store::accounts(session_, std::nullopt, kAccountsMax);
  for (auto const& [number, doors] : doors_.accounts) {
    auto const account = *AccountId::parse(number);
    meet(root_arn(partition_, account));
    visitor_.is_stored = std::ranges::binary_search(stored, account);
    add_node(visitor_);
    ask(kAssumeRole, doors);
  }
}

// Whoever is named is let in, or not, without its account.
void Graph::let_in_members(std::string_view account, Doors const& doors) {
  auto const number = *AccountId::parse(account);
  auto const root = root_arn(partition_, number);
  for_each_principal(session_, partition_, number, [&](NamedPrincipal const& principal) {
    if (principal.arn == root) return true;
    if (is_enough()) {
      is_truncated_ = true;
      return false;
    }
    auto others = doors;
    if (auto const named = doors_.named.find(principal.arn); named != doors_.named.end()) {
      std::erase_if(others, [&](std::size_t door) { return std::ranges::binary_search(named->second, door); });
    }
    if (meet(principal.arn)) ask(kAssumeRole, others, root);
    return true;
  });
}

void Graph::meet_stranger(std::string const& id, std::string_view kind, RequesterKind requester) {
  visitor_ = {id, kind, id};
  visitor_.request.requester.kind = requester;
  auto& name =
      requester == RequesterKind::kService ? visitor_.request.requester.service : visitor_.request.requester.provider;
  name = id;
}

bool Graph::meet(std::string const& arn) {
  ++asked_;
  visitor_ = {arn, "user", std::string(after_last(arn, '/'))};
  auto& requester = visitor_.request.requester;
  if (auto const stored = facts_.principal(arn)) {
    visitor_.is_stored = true;
    visitor_.asker = Asker::kStored;
    requester = stored->requester;
    visitor_.request.context = stored->keys;
    visitor_.sets = stored->sets;
  } else if (auto named = policy::requester_named(arn)) {
    visitor_.asker = Asker::kElsewhere;
    requester = *std::move(named);
    policy::add_requester_keys(requester, visitor_.request.context);
    visitor_.sets.identity.push_back({"", "", cache_.compiled(policy::kEverythingAllowed)});
  } else {
    return false;
  }
  visitor_.account = requester.account;
  if (requester.kind == RequesterKind::kRoot) {
    visitor_.kind = "account";
    visitor_.name = requester.account->text();
  } else if (requester.kind == RequesterKind::kRoleSession) {
    visitor_.kind = "role";
    if (visitor_.is_stored) visitor_.asker = Asker::kStoredRole;
  }
  if (parse_arn(arn)->service == "sts") {
    visitor_.kind = "session";
    visitor_.name = behind_first(arn, '/');
  }
  return true;
}

bool Graph::is_stored_provider(std::string_view resource, AccountId account) {
  auto const name = behind_first(resource, '/');
  if (resource.starts_with("saml-provider/")) return store::SamlProviders(session_).find(account, name).has_value();
  return store::OidcProviders(session_).find(account, name).has_value();
}

void Graph::ask(std::string_view action, Doors const& doors, std::string const& through) {
  auto& request = visitor_.request;
  auto& outlook = outlooks_[static_cast<std::size_t>(visitor_.asker)];
  auto const organization = facts_.organization_of(account_);
  request.action = action;
  request.resource_account = account_;
  service::add_owner_keys(account_, organization->place, request.context);
  visitor_.sets.resource_control = organization->resource_control;
  auto best = outlook.best.of(visitor_.sets);
  auto worst = outlook.worst.of(visitor_.sets);
  best.resource.emplace().kind = policy::ResourcePolicyKind::kTrust;
  worst.resource = best.resource;
  for (auto const door : doors) {
    if (is_enough()) {
      is_truncated_ = true;
      return;
    }
    auto const& [role_arn, role_name, trust] = doors_.all[door];
    request.resource = role_arn;
    best.resource->policy.compiled = outlook.best.of(trust.policy.compiled);
    if (!policy::evaluate(request, best).allowed()) continue;
    worst.resource->policy.compiled = outlook.worst.of(trust.policy.compiled);
    bool const is_conditional = !policy::evaluate(request, worst).allowed();
    add_node(visitor_);
    json::object edge{{"from", visitor_.id},
                      {"to", role_arn},
                      {"action", action},
                      {"conditional", is_conditional},
                      {"keys", is_conditional ? deciding_keys(best, worst, outlook) : json::array()}};
    if (!through.empty()) edge["through"] = through;
    edges_.push_back(std::move(edge));
  }
}

// Of statements that apply at best and let in, where nothing else does; and of those that deny at worst.
json::array Graph::deciding_keys(policy::PolicySets const& best, policy::PolicySets const& worst,
                                 Outlook const& outlook) const {
  policy::Explanation at_best;
  policy::Explanation at_worst;
  policy::explain(visitor_.request, best, at_best);
  policy::explain(visitor_.request, worst, at_worst);
  std::vector<std::string> keys;
  auto const add = [&](policy::MatchedStatement const& matched, policy::Assumed const& assumed) {
    auto const& document = policy::source_of(assumed.origin(*matched.policy.compiled));
    for (auto& key : policy::unknown_keys(document.statements[matched.index], document.version, outlook.is_known)) {
      if (std::ranges::find(keys, key) == keys.end()) keys.push_back(std::move(key));
    }
  };
  auto const is_sure = [&](policy::PolicyType type) {
    return std::ranges::any_of(at_worst.matched, [&](policy::MatchedStatement const& matched) {
      return matched.type == type && matched.statement->effect == policy::Effect::kAllow;
    });
  };
  for (auto const& matched : at_best.matched) {
    if (matched.statement->effect == policy::Effect::kAllow && !is_sure(matched.type)) add(matched, outlook.best);
  }
  for (auto const& matched : at_worst.matched) {
    if (matched.statement->effect == policy::Effect::kDeny) add(matched, outlook.worst);
  }
  return texts_json(keys);
}

void Graph::add_node(Visitor const& visitor) {
  if (!ids_.insert(visitor.id).second) return;
  auto const& account = visitor.account;
  nodes_.push_back(json::object{{"id", visitor.id},
                                {"kind", visitor.kind},
                                {"name", visitor.name},
                                {"account", account ? json::value(account->text()) : json::value()},
                                {"stored", visitor.is_stored}});
}

}  // namespace

HttpResponse trust(Environment const& environment, service::Surroundings const& surroundings,
                   HttpRequest const& request) {
  static constexpr std::array<std::string_view, 1> kParameters{"account"};
  auto const fields = QueryFields::read(request, kParameters);
  if (!fields.has_value()) return json_error(400, fields.error());
  auto const account = account_of(*fields, environment.default_account);
  if (!account.has_value()) return json_error(400, account.error());
  return read_answer(environment.store, [&](store::Session& session) {
    return json_response(200, Graph(environment, surroundings, session, *account).told());
  });
}

}  // namespace iam::gateway
