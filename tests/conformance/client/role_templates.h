// What the suites about role templates share.
#pragma once

#include "caller.h"

#include <string>

namespace conformance {

inline const std::string kTemplatePrefix = "arn:aws:iam::aws:role-template/";
inline const std::string kPowerTemplate = kTemplatePrefix + "iam.amazonaws.com/PowerUserRoleTemplate:1";

// The parameters of AcquireRole. Values of one name stand together.
inline Pairs acquisition(std::string const& arn, Pairs const& values) {
  Pairs parameters{{"TemplateArn", arn}};
  std::string last;
  int entry = 0;
  int member = 0;
  for (auto const& [name, value] : values) {
    if (name != last) {
      ++entry;
      member = 0;
      parameters.emplace_back("ReplacementValues.entry." + std::to_string(entry) + ".key", name);
    }
    last = name;
    parameters.emplace_back(
        "ReplacementValues.entry." + std::to_string(entry) + ".value.Values.member." + std::to_string(++member), value);
  }
  return parameters;
}

}  // namespace conformance
