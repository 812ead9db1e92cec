#include "decision_vectors.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <stdexcept>
#include <utility>

namespace iam::policy {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr std::string_view kFolder = IAM_VECTORS_DIR "/decisions";

constexpr std::array<std::string_view, 3> kOutcomes{"allowed", "implicitDeny", "explicitDeny"};
constexpr std::array<std::string_view, 9> kTypes{"identity",        "boundary",         "session",
                                                 "scope_down",      "resource",         "trust",
                                                 "service_control", "resource_control", "endpoint"};
constexpr std::array<std::string_view, 8> kKinds{"anonymous",      "root",         "user", "role_session",
                                                 "federated_user", "web_identity", "saml", "service"};

// The members a case may have, so that a typing error is no case that expects nothing.
std::set<std::string_view> const kMembers{"name",
                                          "source",
                                          "front_ends",
                                          "requester",
                                          "action",
                                          "resource",
                                          "resource_account",
                                          "context",
                                          "condition",
                                          "statement",
                                          "identity",
                                          "boundary",
                                          "session",
                                          "scope_down",
                                          "resource_policy",
                                          "resource_policy_kind",
                                          "service_control",
                                          "resource_control",
                                          "endpoint",
                                          "semantics",
                                          "decided_by",
                                          "matched",
                                          "missing",
                                          "layers",
                                          "sentence",
                                          "allowed",
                                          "denied",
                                          "explicitly_denied"};

json::value read(fs::path const& path) {
  std::ifstream stream(path);
  std::string const text{std::istreambuf_iterator<char>(stream), {}};
  return json::parse(text);
}

std::string text_of(json::value const& value) { return std::string(value.as_string()); }

std::string text_at(json::object const& object, std::string_view name) {
  auto const* const found = object.if_contains(name);
  return found == nullptr ? std::string() : text_of(*found);
}

template <std::size_t count>
std::size_t index_of(std::array<std::string_view, count> const& names, std::string_view name) {
  auto const found = std::ranges::find(names, name);
  if (found == names.end()) throw std::runtime_error("not a name of a vector: " + std::string(name));
  return static_cast<std::size_t>(found - names.begin());
}

// A document is given as JSON, or as text where the text itself matters. A list stands for its only member.
std::string document_of(json::value const& value) {
  return value.is_string() ? text_of(value) : json::serialize(value);
}

PolicyTexts documents_of(json::value const& value) {
  if (!value.is_array()) return {document_of(value)};
  PolicyTexts texts;
  for (json::value const& document : value.as_array()) texts.push_back(document_of(document));
  return texts;
}

std::vector<PolicyTexts> levels_of(json::value const& value) {
  std::vector<PolicyTexts> levels;
  for (json::value const& level : value.as_array()) levels.push_back(documents_of(level));
  return levels;
}

std::vector<std::string> texts_of(json::value const& value) {
  std::vector<std::string> texts;
  for (json::value const& text : value.as_array()) texts.push_back(text_of(text));
  return texts;
}

// An identity policy of version 2012-10-17 with one statement that allows everything but for what is given.
std::string document_with(json::object statement) {
  statement.emplace("Effect", "Allow");
  if (!statement.contains("NotAction")) statement.emplace("Action", "*");
  if (!statement.contains("NotResource")) statement.emplace("Resource", "*");
  return json::serialize(json::object{{"Version", "2012-10-17"}, {"Statement", std::move(statement)}});
}

Requester requester_of(std::string_view name) {
  static json::value const cast = read(fs::path(kFolder) / "cast.json");
  json::object const& described = cast.as_object().at(name).as_object();
  Requester requester;
  requester.kind = static_cast<RequesterKind>(index_of(kKinds, text_at(described, "kind")));
  requester.account = AccountId::parse(text_at(described, "account"));
  requester.arn = text_at(described, "arn");
  requester.principal_arn = described.contains("principal_arn") ? text_at(described, "principal_arn") : requester.arn;
  requester.unique_id = text_at(described, "unique_id");
  requester.provider = text_at(described, "provider");
  requester.service = text_at(described, "service");
  requester.service_linked = described.contains("service_linked");
  return requester;
}

Context context_of(json::object const& described) {
  Context context;
  for (auto const& [key, value] : described) {
    if (value.is_array()) {
      context.set_list(key, texts_of(value));
    } else {
      context.set(key, text_of(value));
    }
  }
  return context;
}

PolicyTextSets policies_of(json::object const& described) {
  PolicyTextSets sets;
  auto const with = [&](std::string_view name, auto use) {
    if (auto const* const value = described.if_contains(name)) use(*value);
  };
  with("condition", [&](auto const& value) { sets.identity = {document_with({{"Condition", value}})}; });
  with("statement", [&](auto const& value) { sets.identity = {document_with(value.as_object())}; });
  with("identity", [&](auto const& value) { sets.identity = documents_of(value); });
  with("boundary", [&](auto const& value) { sets.boundary = document_of(value); });
  with("session", [&](auto const& value) { sets.session = levels_of(value); });
  with("scope_down", [&](auto const& value) { sets.scope_down = levels_of(value); });
  with("resource_policy", [&](auto const& value) { sets.resource = document_of(value); });
  with("resource_policy_kind", [&](auto const& value) {
    constexpr std::array<std::string_view, 3> kPolicyKinds{"resource", "trust", "kms_key"};
    sets.resource_kind = static_cast<ResourcePolicyKind>(index_of(kPolicyKinds, text_of(value)));
  });
  with("service_control", [&](auto const& value) { sets.service_control = levels_of(value); });
  with("resource_control", [&](auto const& value) { sets.resource_control = levels_of(value); });
  with("endpoint", [&](auto const& value) { sets.endpoint = documents_of(value); });
  return sets;
}

DecisionVector vector_of(json::object const& described, Outcome outcome) {
  for (auto const& member : described) {
    if (!kMembers.contains(member.key())) throw std::runtime_error("unknown member " + std::string(member.key()));
  }
  DecisionVector vector;
  vector.name = text_at(described, "name");
  vector.source = text_at(described, "source");
  vector.front_ends = texts_of(described.at("front_ends"));
  vector.request = {.requester = requester_of(text_at(described, "requester")),
                    .action = text_at(described, "action"),
                    .resource = text_at(described, "resource"),
                    .resource_account = AccountId::parse(text_at(described, "resource_account")),
                    .context = context_of(described.at("context").as_object())};
  vector.policies = policies_of(described);
  vector.semantics = text_at(described, "semantics") == "simulator" ? Semantics::kSimulator : Semantics::kLive;
  vector.outcome = outcome;
  if (described.contains("decided_by")) vector.decided_by = text_at(described, "decided_by");
  if (described.contains("matched")) vector.matched = texts_of(described.at("matched"));
  if (described.contains("missing")) vector.missing = texts_of(described.at("missing"));
  if (described.contains("layers")) vector.layers = texts_of(described.at("layers"));
  if (described.contains("sentence")) vector.sentence = text_at(described, "sentence");
  return vector;
}

// What is said closer to the question wins. There are three ways to give the identity policies.
json::object merged(json::object const& outer, json::object const& inner) {
  constexpr std::array<std::string_view, 3> kIdentityMembers{"condition", "statement", "identity"};
  json::object both = outer;
  auto const is_given = [&](std::string_view name) { return inner.contains(name); };
  if (std::ranges::any_of(kIdentityMembers, is_given)) {
    for (std::string_view const name : kIdentityMembers) both.erase(name);
  }
  for (auto const& [key, value] : inner) both[key] = value;
  return both;
}

void add_case(json::object described, std::vector<DecisionVector>& vectors) {
  std::array<std::pair<std::string_view, Outcome>, 3> const lists{{{"allowed", Outcome::kAllowed},
                                                                   {"denied", Outcome::kImplicitDeny},
                                                                   {"explicitly_denied", Outcome::kExplicitDeny}}};
  std::size_t const before = vectors.size();
  for (auto const& [list, outcome] : lists) {
    auto const* const questions = described.if_contains(list);
    if (questions == nullptr) continue;
    json::array const asked = questions->as_array();
    json::object common = described;
    for (auto const& other : lists) common.erase(other.first);
    for (std::size_t i = 0; i < asked.size(); ++i) {
      DecisionVector vector = vector_of(merged(common, asked[i].as_object()), outcome);
      vector.name += "/" + std::string(list) + "[" + std::to_string(i) + "]";
      vectors.push_back(std::move(vector));
    }
  }
  if (vectors.size() == before) throw std::runtime_error("a case that asks nothing: " + text_at(described, "name"));
}

std::vector<NamedPolicy> named(PolicyTexts const& texts, std::string_view prefix) {
  std::vector<NamedPolicy> policies;
  for (std::string const& text : texts) {
    std::string const id = std::string(prefix) + std::to_string(policies.size());
    policies.push_back({id, "arn:aws:iam::111122223333:policy/" + id, compile(text).value()});
  }
  return policies;
}

std::vector<PolicyList> named_levels(std::vector<PolicyTexts> const& levels, std::string_view prefix) {
  std::vector<PolicyList> lists;
  for (PolicyTexts const& level : levels) lists.push_back(named(level, prefix));
  return lists;
}

}  // namespace

bool DecisionVector::is_for(std::string_view front_end) const {
  return std::ranges::find(front_ends, front_end) != front_ends.end();
}

std::vector<std::string> decision_subjects() {
  std::vector<std::string> subjects;
  for (auto const& entry : fs::directory_iterator(kFolder)) {
    bool const is_subject = entry.path().extension() == ".json" && entry.path().stem() != "cast";
    if (is_subject) subjects.push_back(entry.path().stem().string());
  }
  std::ranges::sort(subjects);
  return subjects;
}

std::vector<DecisionVector> decision_vectors_of(std::string_view subject) {
  json::object const defaults{{"requester", "user"},
                              {"action", "s3:GetObject"},
                              {"resource", "arn:aws:s3:::bucket/key"},
                              {"context", json::object()},
                              {"front_ends", json::array{"library", "simulate", "authorize"}}};
  json::value const file = read(fs::path(kFolder) / (std::string(subject) + ".json"));
  json::object common = merged(defaults, file.as_object());
  common.erase("cases");
  common.erase("about");
  std::vector<DecisionVector> vectors;
  for (json::value const& described : file.at("cases").as_array()) {
    add_case(merged(common, described.as_object()), vectors);
  }
  return vectors;
}

std::string_view name_of(Outcome outcome) { return kOutcomes.at(static_cast<std::size_t>(outcome)); }
std::string_view name_of(PolicyType type) { return kTypes.at(static_cast<std::size_t>(type)); }

PolicySets compiled_sets(PolicyTextSets const& texts) {
  PolicySets sets;
  sets.identity = named(texts.identity, "identity");
  if (texts.boundary.has_value()) sets.boundary = named({*texts.boundary}, "boundary").front();
  sets.session = named_levels(texts.session, "session");
  sets.scope_down = named_levels(texts.scope_down, "scope_down");
  if (texts.resource.has_value()) {
    sets.resource = ResourcePolicy{named({*texts.resource}, "resource").front(), texts.resource_kind};
    sets.resource->policy.arn.clear();
  }
  sets.service_control = named_levels(texts.service_control, "scp");
  sets.resource_control = named_levels(texts.resource_control, "rcp");
  if (texts.endpoint.has_value()) sets.endpoint = named(*texts.endpoint, "endpoint");
  return sets;
}

}  // namespace iam::policy
