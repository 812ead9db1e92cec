#include "iam/policy/assumed.h"

#include "variables.h"

#include <algorithm>
#include <utility>

namespace iam::policy {
namespace {

using Texts = std::vector<std::string>;

bool has_unknown(Texts const& texts, Version version, KnownKey const& is_known) {
  if (version != Version::kOf2012) return false;
  return std::ranges::any_of(texts, [&](std::string const& text) {
    return std::ranges::any_of(variables_in(text), [&](std::string_view key) { return !is_known(key); });
  });
}

bool is_unknown(Condition const& condition, Version version, KnownKey const& is_known) {
  return !is_known(condition.key) || has_unknown(condition.values, version, is_known);
}

bool names_everything(std::optional<Texts> const& resources) {
  return resources.has_value() && std::ranges::any_of(*resources, [](std::string const& text) {
           return !text.empty() && text.find_first_not_of('*') == std::string::npos;
         });
}

// A statement that is about no action.
void silence(Statement& statement) {
  statement.actions.reset();
  statement.not_actions = Texts{"*"};
}

// Rewrites statements, and knows whether it had to.
class Rewriter {
 public:
  Rewriter(Assumption assumption, KnownKey const& is_known, Version version)
      : assumption_(assumption), is_known_(is_known), version_(version) {}

  bool has_changed() const { return has_changed_; }

  void rewrite(Statement& statement) {
    assume_keys(statement);
    assume_variables(statement.resources, statement);
    assume_variables(statement.not_resources, statement);
    bool const names_resources = statement.resources.has_value() || statement.not_resources.has_value();
    if (assumption_.resource && names_resources) assume_resource(statement);
  }

 private:
  // Good luck is that a statement applies which allows, and that one does not which denies.
  static bool applies(Statement const& statement, Luck luck) {
    return (statement.effect == Effect::kAllow) == (luck == Luck::kGood);
  }

  void assume_keys(Statement& statement) {
    auto const unknown = std::erase_if(
        statement.conditions, [&](Condition const& condition) { return is_unknown(condition, version_, is_known_); });
    if (unknown == 0) return;
    has_changed_ = true;
    if (!applies(statement, assumption_.keys)) silence(statement);
  }

  // What a variable stands for may be any text, or none that matches.
  void assume_variables(std::optional<Texts>& resources, Statement& statement) {
    if (!resources.has_value() || !has_unknown(*resources, version_, is_known_)) return;
    has_changed_ = true;
    if (!applies(statement, assumption_.keys) || &resources == &statement.not_resources) return silence(statement);
    for (auto& text : *resources) text = with_any_text(text, is_known_);
  }

  void assume_resource(Statement& statement) {
    has_changed_ = true;
    bool const is_about_all = names_everything(statement.resources);
    bool const is_about_none = names_everything(statement.not_resources);
    bool const is_about_it = is_about_all || applies(statement, *assumption_.resource);
    statement.not_resources.reset();
    statement.resources = Texts{"*"};
    if (is_about_none || !is_about_it) silence(statement);
  }

  Assumption assumption_;
  KnownKey const& is_known_;
  Version version_;
  bool has_changed_ = false;
};

}  // namespace

CompiledPolicyPtr Assumed::of(CompiledPolicyPtr const& policy) {
  auto& rewritten = rewritten_[policy.get()];
  if (rewritten != nullptr) return rewritten;
  auto document = source_of(*policy);
  Rewriter rewriter(assumption_, is_known_, document.version);
  for (auto& statement : document.statements) rewriter.rewrite(statement);
  rewritten = rewriter.has_changed() ? compile(std::move(document)) : policy;
  origins_.emplace(rewritten.get(), policy);
  return rewritten;
}

CompiledPolicy const& Assumed::origin(CompiledPolicy const& policy) const {
  auto const found = origins_.find(&policy);
  return found == origins_.end() ? policy : *found->second;
}

PolicySets Assumed::of(PolicySets sets) {
  auto const rewrite = [this](NamedPolicy& policy) { policy.compiled = of(policy.compiled); };
  auto const rewrite_all = [&](PolicyList& list) { std::ranges::for_each(list, rewrite); };
  rewrite_all(sets.identity);
  if (sets.boundary) rewrite(*sets.boundary);
  if (sets.resource) rewrite(sets.resource->policy);
  for (auto* levels : {&sets.session, &sets.scope_down, &sets.service_control, &sets.resource_control}) {
    std::ranges::for_each(*levels, rewrite_all);
  }
  if (sets.endpoint) rewrite_all(*sets.endpoint);
  return sets;
}

std::vector<std::string> unknown_keys(Statement const& statement, Version version, KnownKey const& is_known) {
  std::vector<std::string> keys;
  auto const add = [&](std::string_view key) {
    if (!is_known(key) && std::ranges::find(keys, key) == keys.end()) keys.emplace_back(key);
  };
  auto const add_variables = [&](Texts const& texts) {
    if (version != Version::kOf2012) return;
    for (std::string const& text : texts) std::ranges::for_each(variables_in(text), add);
  };
  for (Condition const& condition : statement.conditions) {
    add(condition.key);
    add_variables(condition.values);
  }
  if (statement.resources) add_variables(*statement.resources);
  if (statement.not_resources) add_variables(*statement.not_resources);
  return keys;
}

}  // namespace iam::policy
