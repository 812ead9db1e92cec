// Every check of AWS's policy validation, and a policy that it is told of. The table has a row a heading of
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html as of 2023, the newer
// ones after them: AWS's type and heading, what the policy is saved as, the issue code, "told" or "gone" (AWS lifted
// the limit: nothing may be told), the policy, and a neighbour of it of which the check has nothing to say.
#include "iam/lint/lint.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace iam::lint {
namespace {

struct Row {
  std::string type;
  std::string check;
  std::string use;
  std::string issue_code;
  std::string status;
  std::string policy;
  std::string neighbour;
};

// Too many for the quotas: 700 actions, or 200 accounts.
std::string grown(std::string text) {
  std::string actions;
  for (int i = 0; i < 700; ++i)
    actions += (i > 0 ? R"(",")" : "") + std::string("s3:Get") + std::to_string(100'000'000 + i);
  std::string accounts;
  for (int i = 0; i < 200; ++i) accounts += (i > 0 ? R"(",")" : "") + std::to_string(100'000'000'000 + i);
  for (auto const& [mark, value] : {std::pair("MANY ACCOUNTS", accounts), std::pair("MANY", actions)}) {
    std::string const word = mark;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + value.size())) {
      text.replace(at, word.size(), value);
    }
  }
  return text;
}

std::vector<Row> rows() {
  std::vector<Row> read;
  std::ifstream stream(IAM_POLICY_CHECKS);
  for (std::string line; std::getline(stream, line);) {
    std::istringstream fields(line);
    Row row;
    for (auto* field : {&row.type, &row.check, &row.use, &row.issue_code, &row.status, &row.policy, &row.neighbour}) {
      std::getline(fields, *field, '\t');
    }
    read.push_back(std::move(row));
  }
  return read;
}

std::vector<std::string> told(std::string const& policy, std::string const& use) {
  std::vector<std::string> found;
  for (auto const& finding : lint(grown(policy), use_named(use).value())) {
    found.push_back(std::string(aws_type_name(finding.aws.type)) + " " + std::string(finding.aws.issue_code));
  }
  return found;
}

std::string joined(std::vector<std::string> const& texts) {
  std::string all;
  for (auto const& text : texts) all += text + ", ";
  return all;
}

TEST(Checks, of_aws_are_all_told) {
  std::size_t count = 0;
  for (auto const& row : rows()) {
    ++count;
    auto const found = told(row.policy, row.use);
    if (row.status == "gone") {
      EXPECT_EQ(joined(found), "") << row.check;
      continue;
    }
    auto const wanted = row.type + " " + row.issue_code;
    EXPECT_TRUE(std::ranges::find(found, wanted) != found.end()) << row.check << " in " << joined(found);
    EXPECT_FALSE(row.neighbour.empty()) << row.check;
    auto const beside = told(row.neighbour, row.use);
    EXPECT_TRUE(std::ranges::find(beside, wanted) == beside.end()) << "neighbour of " << row.check;
  }
  EXPECT_EQ(count, 144U);
}

// A check that is told of with others beside it would tell less: most samples have one fault.
TEST(Checks, are_told_by_themselves) {
  std::size_t alone = 0;
  for (auto const& row : rows()) {
    if (told(row.policy, row.use).size() == 1) ++alone;
  }
  EXPECT_GE(alone, 110U);
}

TEST(Checks, have_a_place_in_the_reference) {
  EXPECT_EQ(learn_more_link({"PASS_ROLE_WITH_STAR_IN_RESOURCE", AwsType::kSecurityWarning}),
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
            "#access-analyzer-reference-policy-checks-security-warning-pass-role-with-star-in-resource");
}

}  // namespace
}  // namespace iam::lint
