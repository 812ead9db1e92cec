#include "tools.h"

namespace iam::mcp {

std::span<Tool const> tools() {
  static Tool const kTools[] = {kSimulateTool, kLintTool, kWhyDeniedTool, kLeastPrivilegeTool, kWhoCanTool};
  return kTools;
}

}  // namespace iam::mcp
