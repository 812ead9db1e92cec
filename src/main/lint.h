// iamlocal lint: what is wrong with policies, before they are saved.
#pragma once

#include "iam/lint/lint.h"

#include <string>
#include <vector>

namespace iam::program {

enum class OutputFormat { kText, kJson };

// kAccessAnalyzer: as ValidatePolicy of AWS's Access Analyzer answers.
enum class LintFormat { kText, kJson, kAccessAnalyzer };

struct LintOptions {
  std::vector<std::string> files;  // `-` is stdin
  lint::PolicyUse use = lint::PolicyUse::kIdentity;
  LintFormat format = LintFormat::kText;
};

// 0 when nothing was told but suggestions, 3 for warnings, 4 when AWS would refuse one of the policies. Throws
// std::runtime_error when a file cannot be read.
int lint_files(LintOptions const& options);

}  // namespace iam::program
