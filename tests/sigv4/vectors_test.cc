// The public test suite of Signature Version 4: tests/vectors/sigv4/NOTICE tells where it comes from.
#include "example.h"

#include <gtest/gtest.h>

#include <fstream>
#include <ostream>
#include <string>
#include <vector>

namespace iam::sigv4 {
namespace {

constexpr std::string_view kSecret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

struct Vector {
  std::string name;
  Example example;
};

std::ostream& operator<<(std::ostream& out, Vector const& vector) { return out << vector.name; }

// `GET /?a=b HTTP/1.1`: the target may have blanks.
void read_request_line(std::string const& line, Example& example) {
  auto const blank = line.find(' ');
  example.method = line.substr(0, blank);
  example.target = line.substr(blank + 1, line.rfind(' ') - blank - 1);
}

// A line that begins with a blank continues the header before it, which the suite counts as one more value of it.
void read_field(std::string const& line, Example& example) {
  if (line.starts_with(' ')) {
    auto const name = example.fields.back().first;
    example.fields.emplace_back(name, line);
  } else {
    auto const colon = line.find(':');
    example.fields.emplace_back(line.substr(0, colon), line.substr(colon + 1));
  }
}

std::vector<Vector> vectors_of(std::string const& file) {
  std::ifstream stream(std::string(IAM_VECTORS_DIR "/") + file);
  std::vector<Vector> vectors;
  enum { kRequestLine, kFields, kBody } part = kRequestLine;
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("## ")) {
      vectors.push_back({line.substr(3), Example{.fields = {}}});
      part = kRequestLine;
    } else if (part == kRequestLine) {
      read_request_line(line, vectors.back().example);
      part = kFields;
    } else if (line.empty()) {
      part = kBody;
    } else if (part == kFields) {
      read_field(line, vectors.back().example);
    } else {
      vectors.back().example.body += line;
    }
  }
  return vectors;
}

class Suite : public testing::TestWithParam<Vector> {};

TEST_P(Suite, has_the_signatures_that_are_calculated_here) {
  auto example = GetParam().example;
  auto const verified = example.verified(Secret(std::string(kSecret)));
  EXPECT_TRUE(verified.has_value()) << verified.error().message.value_or("");
}

TEST_P(Suite, has_signatures_that_no_other_secret_makes) {
  auto example = GetParam().example;
  auto const verified = example.verified(Secret(std::string(kSecret) + "x"));
  ASSERT_FALSE(verified.has_value());
  EXPECT_EQ(verified.error().code, "SignatureDoesNotMatch");
}

auto const kNameOf = [](testing::TestParamInfo<Vector> const& info) {
  auto name = info.param.name;
  for (auto& c : name) c = c == '-' ? '_' : c;
  return name;
};

INSTANTIATE_TEST_SUITE_P(Header, Suite, testing::ValuesIn(vectors_of("header.txt")), kNameOf);
INSTANTIATE_TEST_SUITE_P(Query, Suite, testing::ValuesIn(vectors_of("query.txt")), kNameOf);

TEST(SuiteFiles, are_read_to_their_ends) {
  EXPECT_EQ(vectors_of("header.txt").size(), 28u);
  EXPECT_EQ(vectors_of("query.txt").size(), 7u);
}

}  // namespace
}  // namespace iam::sigv4
