// The rules. Each looks at one statement, or at all of them, and tells what it finds.
#pragma once

#include "iam/catalogue/services.h"
#include "iam/lint/lint.h"
#include "iam/policy/places.h"

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
  void warn(std::string_view code, policy::Position position, std::string message) {
    findings_.push_back({Severity::kWarning, code, position, std::move(message)});
  }
  void refuse(std::string_view code, policy::Position position, std::string message) {
    findings_.push_back({Severity::kError, code, position, std::move(message)});
  }

  bool empty() const { return findings_.empty(); }
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

Examined examine(policy::Statement const& statement, std::size_t index);

void check_grammar(std::string_view text, PolicyUse use, Findings& findings);

void check_actions(Subject const& subject, Examined const& examined, Findings& findings);
void check_resources(Subject const& subject, Examined const& examined, Findings& findings);
void check_conditions(Subject const& subject, Examined const& examined, Findings& findings);
void check_reach(Subject const& subject, Examined const& examined, Findings& findings);
// Statements against each other.
void check_statements(Subject const& subject, Findings& findings);

}  // namespace iam::lint
