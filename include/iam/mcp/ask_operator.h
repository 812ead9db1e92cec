// What the tools know of the world: the operator's endpoints, wherever these are.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace iam::mcp {

struct OperatorQuestion {
  std::string_view method = "GET";
  std::string target;  // "/_iam/denials?limit=5"
  std::string body = {};
  // Whether it is about what a server stores or has seen. If it is not, any server answers the same.
  bool is_about_state = true;
};

struct OperatorAnswer {
  int status = 0;
  std::string body;
  std::string note = {};  // what whoever reads the answer has to know of where it comes from; mostly nothing
};

// Throws std::runtime_error with a sentence that says what to do when nothing answers.
using AskOperator = std::function<OperatorAnswer(OperatorQuestion const&)>;

}  // namespace iam::mcp
