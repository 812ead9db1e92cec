#include "lint.h"

#include "offline.h"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>

namespace iam::program {
namespace {

namespace json = boost::json;

std::string_view severity_name(lint::Severity severity) {
  return severity == lint::Severity::kError ? "error" : "warning";
}

// As compilers write it, so that editors find the place.
void print_text(std::string const& file, lint::Finding const& finding) {
  fmt::print("{}:{}:{}: {}: {} [{}]\n", file, finding.position.line, finding.position.column,
             severity_name(finding.severity), finding.message, finding.code);
}

json::object as_json(std::string const& file, lint::Finding const& finding) {
  return {{"file", file},
          {"line", finding.position.line},
          {"column", finding.position.column},
          {"severity", severity_name(finding.severity)},
          {"code", finding.code},
          {"message", finding.message}};
}

int status_of(lint::Finding const& finding) {
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
