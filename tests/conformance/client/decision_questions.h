// The cases under tests/vectors/policy/decisions as questions for POST /_iam/authorize; the README there says how they
// are written.
#pragma once

#include <boost/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace conformance {

struct DecisionQuestion {
  std::string name;              // "case/allowed[2]"
  boost::json::object question;  // as the endpoint takes it
  std::string decision;          // as the endpoint answers it
  boost::json::object expected;  // what else the case says of the answer, as it says it
};

// The names of the files, without their ending.
std::vector<std::string> decision_subjects();

// Of the cases that this front end can be asked.
std::vector<DecisionQuestion> decision_questions(std::string_view subject);

}  // namespace conformance
