// The tools: what a model may call, and how they are described to it.
#pragma once

#include "asker.h"

#include <boost/json.hpp>

#include <span>
#include <string>
#include <string_view>

namespace iam::mcp {

struct ToolAnswer {
  std::string headline;  // the answer in a sentence or two
  boost::json::object facts;
};

struct Tool {
  std::string_view name;
  // JSON as `tools/list` tells it, without what is the same for all. The schemas are of JSON Schema 2020-12.
  std::string_view definition;
  // Arguments are the operator's to check: its sentences say what is wrong with which. Throws std::runtime_error with a
  // sentence that the model can act on.
  ToolAnswer (*call)(boost::json::object const& arguments, Asker& asker);
};

// In the order in which they are listed, which never changes.
std::span<Tool const> tools();

extern Tool const kSimulateTool;
extern Tool const kLintTool;
extern Tool const kWhyDeniedTool;
extern Tool const kLeastPrivilegeTool;
extern Tool const kWhoCanTool;

}  // namespace iam::mcp
