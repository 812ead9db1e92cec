#include "coverage.h"

#include <fmt/format.h>

#include <algorithm>

namespace iam::modelgen {
namespace {

struct Tally {
  int working = 0;
  int planned = 0;
  std::string working_names;
  std::string planned_names;

  void add(Operation const& operation) {
    (operation.planned ? planned : working) += 1;
    auto& names = operation.planned ? planned_names : working_names;
    names += (names.empty() ? "" : ", ") + operation.name;
  }
};

std::string spoken(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

}  // namespace

std::string coverage_table(Model const& model) {
  std::string totals;
  std::string rows;
  for (auto const& service : model.services) {
    auto const title = service.name == "iam" ? "IAM" : "STS";
    Tally all;
    for (auto const& family : service.families) {
      if (family.operations.empty()) continue;
      Tally tally;
      for (auto const& operation : family.operations) {
        tally.add(operation);
        all.add(operation);
      }
      rows +=
          fmt::format("| {} {} | {} | {} |\n", title, spoken(family.name), tally.working_names, tally.planned_names);
    }
    totals += fmt::format("| **all of {}** | **{} of {}** | **{}** |\n", title, all.working, all.working + all.planned,
                          all.planned);
  }
  return "| family | working | planned (answered 501 `NotImplemented`) |\n|---|---|---|\n" + totals + rows;
}

std::string with_coverage(std::string const& document, Model const& model) {
  auto const begin = document.find(kCoverageBegin);
  auto const end = document.find(kCoverageEnd);
  if (begin == std::string::npos || end == std::string::npos || end < begin) {
    throw std::runtime_error(fmt::format("the markers {} and {} are missing", kCoverageBegin, kCoverageEnd));
  }
  return document.substr(0, begin + kCoverageBegin.size()) + "\n" + coverage_table(model) + document.substr(end);
}

}  // namespace iam::modelgen
