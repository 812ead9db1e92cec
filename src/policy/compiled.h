// A policy document with everything in it that can be prepared: the statements, and an index by action.
#pragma once

#include "condition_program.h"
#include "iam/base/by_text.h"
#include "iam/policy/compile.h"
#include "iam/policy/evaluate.h"
#include "pattern.h"
#include "resource_pattern.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::policy {

// The action of a request in lower case, taken apart once for all policies.
class RequestAction {
 public:
  explicit RequestAction(std::string_view action);

  std::string_view text() const { return text_; }
  std::string_view service() const { return text_.substr(0, text_.find(':')); }

 private:
  Scratch scratch_;
  std::string_view text_;
};

struct CompiledPrincipal {
  PrincipalKind kind = PrincipalKind::kEveryone;
  std::string_view value;
  std::optional<AccountId> account;  // of an account id, or the ARN of its root
};

struct CompiledStatement {
  CompiledStatement(Statement const& statement, Variables variables);

  bool allows() const { return source->effect == Effect::kAllow; }
  bool has_resource(RequestResource const& resource, Context const& context, ShortArns short_arns) const;

  Statement const* source;
  std::vector<CompiledPrincipal> principals;  // of Principal or NotPrincipal, whichever there is
  std::vector<ResourcePattern> resources;     // of Resource or NotResource
  std::vector<ConditionProgram> conditions;
};

// The statements that are about an action: a lookup for the actions that are written out, the patterns of the action's
// service, and what is about every service. A statement may be found more than once.
class ActionIndex {
 public:
  void add(std::uint32_t statement, Statement const& source);

  // Calls visit(statement) until it answers false.
  template <class Visit>
  void find(std::string_view action, std::string_view service, Visit visit) const;

 private:
  struct ActionPattern {
    std::string glob;
    std::uint32_t statement;
  };
  struct Complement {
    std::vector<std::string> globs;
    std::uint32_t statement;
  };

  ByText<std::vector<std::uint32_t>> exact_;
  ByText<std::vector<ActionPattern>> of_service_;
  std::vector<ActionPattern> of_any_service_;
  std::vector<Complement> complements_;  // of NotAction
  std::vector<std::uint32_t> all_;       // of a lone star
};

class CompiledPolicy {
 public:
  explicit CompiledPolicy(Document document, std::string_view text = {});
  // The statements point into the document.
  CompiledPolicy(CompiledPolicy const&) = delete;
  CompiledPolicy& operator=(CompiledPolicy const&) = delete;

  Document const& source() const { return document_; }
  std::string const& text() const { return text_; }
  CompiledStatement const& statement(std::uint32_t index) const { return statements_[index]; }
  ActionIndex const& actions() const { return actions_; }

 private:
  Document document_;
  std::string text_;
  std::vector<CompiledStatement> statements_;
  ActionIndex actions_;
};

bool action_glob_matches(std::string_view glob, std::string_view action);

template <class Visit>
void ActionIndex::find(std::string_view action, std::string_view service, Visit visit) const {
  if (auto const found = exact_.find(action); found != exact_.end()) {
    if (!std::ranges::all_of(found->second, visit)) return;
  }
  auto const visit_match = [&](ActionPattern const& pattern) {
    return !action_glob_matches(pattern.glob, action) || visit(pattern.statement);
  };
  if (auto const found = of_service_.find(service); found != of_service_.end()) {
    if (!std::ranges::all_of(found->second, visit_match)) return;
  }
  if (!std::ranges::all_of(of_any_service_, visit_match)) return;
  for (Complement const& complement : complements_) {
    bool const excepted = std::ranges::any_of(
        complement.globs, [&](std::string const& glob) { return action_glob_matches(glob, action); });
    if (!excepted && !visit(complement.statement)) return;
  }
  for (std::uint32_t const statement : all_) {
    if (!visit(statement)) return;
  }
}

}  // namespace iam::policy
