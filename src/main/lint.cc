#include "lint.h"

#include "offline.h"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>

namespace iam::program {
namespace {

namespace json = boost::json;

std::string_view severity_name(lint::Severity severity) {
  switch (severity) {
    case lint::Severity::kSuggestion:
      return "suggestion";
    case lint::Severity::kWarning:
      return "warning";
    case lint::Severity::kError:
      return "error";
  }
  return {};
}

// As compilers write it, so that editors find the place.
void print_text(std::string const& file, lint::Finding const& finding) {
  fmt::print("{}:{}:{}: {}: {} [{}]\n", file, finding.position.line, finding.position.column,
             severity_name(finding.severity), finding.message, finding.code);
}

json::object as_json(std::string const& file, lint::Finding const& finding) {
  json::object object{{"file", file},
                      {"line", finding.position.line},
                      {"column", finding.position.column},
                      {"severity", severity_name(finding.severity)},
                      {"code", finding.code},
                      {"message", finding.message}};
  if (finding.aws.exists()) {
    object["aws_finding_type"] = lint::aws_type_name(finding.aws.type);
    object["aws_issue_code"] = finding.aws.issue_code;
    object["learn_more_link"] = lint::learn_more_link(finding.aws);
  }
  return object;
}

int status_of(lint::Finding const& finding) {
  if (finding.severity == lint::Severity::kSuggestion) return 0;
  return finding.severity == lint::Severity::kError ? kStatusErrors : kStatusWarnings;
}

}  // namespace

int lint_files(LintOptions const& options) {
  int status = 0;
  json::array all;
  for (auto const& file : options.files) {
    for (auto const& finding : lint::lint(read_policy_file(file), options.use)) {
      status = std::max(status, status_of(finding));
      if (options.format == OutputFormat::kText) {
        print_text(file, finding);
      } else {
        all.push_back(as_json(file, finding));
      }
    }
  }
  if (options.format == OutputFormat::kJson) fmt::print("{}\n", json::serialize(all));
  return status;
}

}  // namespace iam::program
