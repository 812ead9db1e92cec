// The rules. Each looks at one statement, or at all of them, and tells what it finds.
#pragma once

#include "codes.h"
#include "iam/catalogue/services.h"
#include "iam/lint/lint.h"
#include "iam/policy/places.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::lint {

// What no sound document comes near to: beyond it rules look no further.
inline constexpr std::size_t kItemsMax = 1000;
inline constexpr std::size_t kStatementsMax = 500;

class Findings {
 public:
  // The rest of kFindingsMax is dropped.
  void tell(Rule const& rule, policy::Position position, std::string message) {
    if (findings_.size() == kFindingsMax) return;
    findings_.push_back({rule.severity, rule.code, rule.aws, position, std::move(message)});
  }

  bool has_errors() const {
    return std::ranges::any_of(findings_, [](auto const& finding) { return finding.severity == Severity::kError; });
  }
  // In the order of the text.
  std::vector<Finding> take();

 private:
  std::vector<Finding> findings_;
};

// A document that AWS accepts.
struct Subject {
  policy::Document const& document;
  policy::Places const& places;
  PolicyUse use;

  // Whether it says what a user, group or role may do.
  bool grants_to_identities() const {
    return use == PolicyUse::kIdentity || use == PolicyUse::kInline || use == PolicyUse::kSession;
  }
};

// One entry of Action or NotAction, and the actions it is about.
struct NamedActions {
  std::string_view pattern;  // as written
  std::size_t item = 0;
  catalogue::Service const* service = nullptr;  // null: none, every one, or one that nobody knows
  std::vector<catalogue::Action const*> actions;
};

// A statement with its actions looked up.
struct Examined {
  policy::Statement const& statement;
  std::size_t index = 0;
  std::string_view action_element;  // "Action" or "NotAction"
  std::vector<NamedActions> actions;

  // Whether each of its actions is known, so that it can be told what none of them has.
  bool knows_all_actions() const;
};

// Whether a condition of the statement asks for the key.
bool has_condition_on(policy::Statement const& statement, std::string_view key);

Examined examine(policy::Statement const& statement, std::size_t index);

void check_grammar(std::string_view text, PolicyUse use, Findings& findings);

void check_actions(Subject const& subject, Examined const& examined, Findings& findings);
void check_resources(Subject const& subject, Examined const& examined, Findings& findings);
void check_conditions(Subject const& subject, Examined const& examined, Findings& findings);
void check_variables(Subject const& subject, Examined const& examined, Findings& findings);
void check_values(Subject const& subject, Examined const& examined, policy::Condition const& condition,
                  Findings& findings);
void check_tag_keys(Subject const& subject, Examined const& examined, Findings& findings);
void check_reach(Subject const& subject, Examined const& examined, Findings& findings);
void check_principals(Subject const& subject, Examined const& examined, Findings& findings);
void check_trust(Subject const& subject, Examined const& examined, Findings& findings);
void check_elements(Subject const& subject, Examined const& examined, Findings& findings);
// Statements against each other.
void check_statements(Subject const& subject, Findings& findings);
void check_document(Subject const& subject, Findings& findings);

}  // namespace iam::lint
