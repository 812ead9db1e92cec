#include "lint.h"

#include "iam/base/text.h"
#include "iam/face/finding_json.h"
#include "iam/lint/location.h"
#include "offline.h"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>

namespace iam::program {
namespace {

namespace json = boost::json;

// As compilers write it, so that editors find the place.
void print_text(std::string const& file, lint::Finding const& finding) {
  fmt::print("{}:{}:{}: {}: {} [{}]\n", file, finding.position.line, finding.position.column,
             lint::severity_name(finding.severity), finding.message, finding.code);
}

json::object as_json(std::string const& file, lint::Finding const& finding) {
  json::object object{{"file", file}, {"line", finding.position.line}, {"column", finding.position.column}};
  gateway::add_finding(finding, object);
  return object;
}

json::object as_json(lint::Mark const& mark) {
  return {{"line", mark.line}, {"column", mark.column}, {"offset", mark.offset}};
}

json::object as_json(lint::Location const& location) {
  json::array path;
  for (auto const& [name, index] : location.path) {
    path.push_back(index ? json::object{{"index", *index}} : json::object{{"value", name}});
  }
  return {{"path", std::move(path)},
          {"span", json::object{{"start", as_json(location.start)}, {"end", as_json(location.end)}}}};
}

// AWS has no check for what it does not tell. That it refuses to save a policy is told all the same.
bool is_of_validation(lint::Finding const& finding) {
  return finding.aws.exists() || finding.severity == lint::Severity::kError;
}

// UNKNOWN_ACTION: where AWS has no issue code.
std::string own_issue_code(lint::Finding const& finding) {
  auto code = to_upper_ascii(finding.code);
  std::ranges::replace(code, '-', '_');
  return code;
}

// https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ValidatePolicyFinding.html
json::object as_validation(std::string const& file, lint::Finding const& finding, lint::Locations const& locations) {
  bool const is_of_aws = finding.aws.exists();
  return {{"findingDetails", finding.message},
          {"findingType", lint::aws_type_name(is_of_aws ? finding.aws.type : lint::AwsType::kError)},
          {"issueCode", is_of_aws ? std::string(finding.aws.issue_code) : own_issue_code(finding)},
          {"learnMoreLink", is_of_aws ? lint::learn_more_link(finding.aws) : std::string()},
          {"locations", json::array{as_json(locations.of(finding.position))}},
          {"file", file},
          {"severity", lint::severity_name(finding.severity)},
          {"code", finding.code}};
}

int status_of(lint::Finding const& finding) {
  if (finding.severity == lint::Severity::kSuggestion) return 0;
  return finding.severity == lint::Severity::kError ? kStatusErrors : kStatusWarnings;
}

}  // namespace

int lint_files(LintOptions const& options) {
  int status = 0;
  json::array all;
  bool const is_validation = options.format == LintFormat::kAccessAnalyzer;
  for (auto const& file : options.files) {
    auto const text = read_policy_file(file);
    lint::Locations const locations(text);
    for (auto const& finding : lint::lint(text, options.use)) {
      if (is_validation && !is_of_validation(finding)) continue;
      status = std::max(status, status_of(finding));
      if (options.format == LintFormat::kText) {
        print_text(file, finding);
      } else {
        all.push_back(is_validation ? as_validation(file, finding, locations) : as_json(file, finding));
      }
    }
  }
  if (options.format == LintFormat::kJson) fmt::print("{}\n", json::serialize(all));
  if (is_validation) fmt::print("{}\n", json::serialize(json::object{{"findings", std::move(all)}}));
  return status;
}

}  // namespace iam::program
