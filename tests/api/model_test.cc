// What holds for every shape of the model.
#include "iam/api/pattern.h"
#include "sentence.h"

#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace iam::api {
namespace {

// Patterns are compiled once and kept, so their text must outlive the test.
std::set<std::string> const& patterns_of_the_model() {
  static std::set<std::string> const patterns = [] {
    std::set<std::string> found;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(IAM_MODEL_DIR)) {
      if (entry.path().extension() != ".yaml") continue;
      auto const file = YAML::LoadFile(entry.path());
      for (auto const& type : file["types"]) {
        if (auto const pattern = type.second["pattern"]) found.insert(pattern.as<std::string>());
      }
    }
    return found;
  }();
  return patterns;
}

TEST(Model, has_patterns) { EXPECT_GT(patterns_of_the_model().size(), 20u); }

TEST(Model, every_pattern_can_be_matched) {
  for (auto const& pattern : patterns_of_the_model()) {
    EXPECT_NO_THROW(matches(pattern, "text")) << pattern;
  }
}

// A translation gone wrong would most likely refuse everything.
TEST(Model, every_pattern_has_a_text_that_satisfies_it) {
  std::vector<std::string> const texts = {
      "",
      "1",
      "a",
      "abc",
      "/",
      "v1",
      "123456",
      "123456789012",
      "us-east-1",
      "arn:aws:iam::123456789012:user/Bob",
      "arn:aws:iam::123456789012:saml-provider/name",
      "arn:aws:iam::aws:policy/ReadOnlyAccess",
      "o-a1b2c3d4e5",
      "p-12345678",
      "o-a1b2c3d4e5/r-ab12/ou-1",
      "https://example.com/path",
      "AKIAIOSFODNN7EXAMPLE",
      "aws-service-role",
      "iam.amazonaws.com",
      "arn:aws:sso:::instance/ssoins-1234567890abcdef",
  };
  std::vector<std::string> lonely;
  for (auto const& pattern : patterns_of_the_model()) {
    bool satisfied = false;
    for (auto const& text : texts) satisfied = satisfied || matches(pattern, text);
    if (!satisfied) lonely.push_back(pattern);
  }
  EXPECT_EQ(lonely, std::vector<std::string>());
}

}  // namespace
}  // namespace iam::api
