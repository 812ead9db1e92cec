#include "iam/base/header.h"

#include <gtest/gtest.h>

namespace iam {
namespace {

TEST(Header, is_found_ignoring_case_and_the_first_of_a_name_counts) {
  Header const headers[] = {{"host", "a"}, {"X-Amz-Date", "b"}, {"HOST", "c"}};
  EXPECT_EQ(find_header(headers, "Host"), "a");
  EXPECT_EQ(find_header(headers, "x-amz-date"), "b");
  EXPECT_EQ(find_header(headers, "x-amz"), std::nullopt);
  EXPECT_EQ(find_header({}, "Host"), std::nullopt);
}

TEST(MediaType, is_compared_without_case_and_parameters) {
  for (auto const* value :
       {"text/xml", "TEXT/XML", "text/xml; charset=utf-8", "text/xml;charset=utf-8", " text/xml ;"}) {
    EXPECT_TRUE(has_media_type(value, "text/xml")) << value;
  }
  for (auto const* value : {"", "text/xm", "text/xml2", "text/xml+x; text/xml", ";text/xml"}) {
    EXPECT_FALSE(has_media_type(value, "text/xml")) << value;
  }
}

}  // namespace
}  // namespace iam
