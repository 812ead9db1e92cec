// iamlocal lint: what is wrong with policies, before they are saved.
#pragma once

#include "iam/lint/lint.h"

#include <string>
#include <vector>

namespace iam::program {

enum class OutputFormat { kText, kJson };

struct LintOptions {
  std::vector<std::string> files;  // `-` is stdin
  lint::PolicyUse use = lint::PolicyUse::kIdentity;
  OutputFormat format = OutputFormat::kText;
};

// 0 when nothing was found but suggestions, 3 for warnings, 4 when AWS would refuse one of the policies. Throws
// std::runtime_error when a file cannot be read.
int lint_files(LintOptions const& options);

}  // namespace iam::program
