// The Model Context Protocol as a server speaks it with one client, message by message and without streams:
// https://modelcontextprotocol.io/specification/2025-11-25
#pragma once

#include "iam/mcp/ask_operator.h"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace iam::mcp {

struct Introduction {
  std::string version;       // of the program
  std::string instructions;  // what a model should know beside the descriptions of the tools
};

class Session {
 public:
  Session(Introduction introduction, AskOperator ask);

  // What to answer to the message, or to the batch of them, on one line without its end. Nothing: there is no answer to
  // notifications and to what is none of our business.
  std::optional<std::string> answer(std::string_view line);

  // The answer to a line that was too long to be read.
  static std::string refusal_of_too_long();

 private:
  std::optional<std::string> answer_to(boost::json::value const& message, bool is_in_batch);
  std::optional<std::string> answer_to_batch(boost::json::array const& batch);

  Introduction const introduction_;
  AskOperator const ask_;
  std::string_view version_;  // agreed on by `initialize`; empty until then
};

}  // namespace iam::mcp
