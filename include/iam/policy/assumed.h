// Decisions about a request of which not everything is known: which values some condition keys will have, or which
// resource it will be about. What policies may allow at best, and what they allow in any case, are two decisions of the
// same engine, by policies that are rewritten.
#pragma once

#include "iam/policy/evaluate.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::policy {

// Whether the context has the key, or it is sure that no request has it. In any case.
using KnownKey = std::function<bool(std::string_view key)>;

// How it turns out for whoever asks.
enum class Luck { kGood, kBad };

struct Assumption {
  Luck keys = Luck::kGood;
  // Good: there is a resource about which the statement is; bad: it is about every one, as far as that is written
  // with a lone star. The request's resource is then `*`. Nothing: the resource is known.
  std::optional<Luck> resource = {};
};

// Each policy is rewritten once. `is_known` outlives it.
class Assumed {
 public:
  Assumed(Assumption assumption, KnownKey const& is_known) : assumption_(assumption), is_known_(is_known) {}

  // Statements keep their numbers. The same policy when nothing in it is unknown.
  CompiledPolicyPtr of(CompiledPolicyPtr const& policy);
  PolicySets of(PolicySets sets);

  // What was rewritten to that; the policy itself when nothing was.
  CompiledPolicy const& origin(CompiledPolicy const& policy) const;

 private:
  using ByPolicy = std::map<CompiledPolicy const*, CompiledPolicyPtr>;

  Assumption assumption_;
  KnownKey const& is_known_;
  ByPolicy rewritten_;
  ByPolicy origins_;  // of the rewritten ones; keeps them
};

// The keys that decide whether the statement applies and that are not known, as it spells them, each once.
std::vector<std::string> unknown_keys(Statement const& statement, Version version, KnownKey const& is_known);

}  // namespace iam::policy
