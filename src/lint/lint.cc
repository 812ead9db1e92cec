#include "iam/lint/lint.h"

#include "iam/base/text.h"
#include "rules.h"

#include <algorithm>
#include <array>

namespace iam::lint {
namespace {

constexpr std::array<std::string_view, 7> kUses{"identity", "inline", "session", "trust", "resource", "scp", "rcp"};

struct TypeNames {
  std::string_view name;
  std::string_view heading;  // in AWS's reference
};

constexpr std::array<TypeNames, 4> kTypes{{{"ERROR", "error"},
                                           {"SECURITY_WARNING", "security-warning"},
                                           {"WARNING", "general-warning"},
                                           {"SUGGESTION", "suggestion"}}};

}  // namespace

std::string_view use_name(PolicyUse use) { return kUses.at(static_cast<std::size_t>(use)); }

std::optional<PolicyUse> use_named(std::string_view name) {
  auto const found = std::ranges::find(kUses, name);
  if (found == kUses.end()) return std::nullopt;
  return static_cast<PolicyUse>(found - kUses.begin());
}

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::kSuggestion:
      return "suggestion";
    case Severity::kWarning:
      return "warning";
    case Severity::kError:
      return "error";
  }
  return {};
}

std::string_view aws_type_name(AwsType type) { return kTypes.at(static_cast<std::size_t>(type)).name; }

std::string learn_more_link(AwsCheck const& check) {
  auto code = to_lower_ascii(check.issue_code);
  std::ranges::replace(code, '_', '-');
  return std::string("https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html")
      .append("#access-analyzer-reference-policy-checks-")
      .append(kTypes.at(static_cast<std::size_t>(check.type)).heading)
      .append("-")
      .append(code);
}

std::vector<Finding> Findings::take() {
  std::ranges::stable_sort(findings_, {}, &Finding::position);
  return std::move(findings_);
}

std::vector<Finding> lint(std::string_view text, PolicyUse use) {
  Findings findings;
  check_grammar(text, use, findings);
  if (findings.has_errors()) return findings.take();

  auto const document = policy::parse(text).value();
  policy::Places const places(text);
  Subject const subject{document, places, use};
  for (std::size_t index = 0; index < document.statements.size(); ++index) {
    auto const examined = examine(document.statements[index], index);
    check_actions(subject, examined, findings);
    check_resources(subject, examined, findings);
    check_conditions(subject, examined, findings);
    check_variables(subject, examined, findings);
    check_tag_keys(subject, examined, findings);
    check_reach(subject, examined, findings);
    check_principals(subject, examined, findings);
    check_trust(subject, examined, findings);
    check_elements(subject, examined, findings);
  }
  check_document(subject, findings);
  check_statements(subject, findings);
  return findings.take();
}

}  // namespace iam::lint
