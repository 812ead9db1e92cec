// facades.md, C.3: JSON when ContentType=JSON is a parameter, or when application/json is accepted and no XML type with
// an equal or higher quality; everything else stays XML.
#include "iam/wire/render.h"

#include <gtest/gtest.h>

namespace iam::wire {
namespace {

Format of_accept(std::string_view accept) { return negotiated_format(accept, ""); }

TEST(Negotiation, answers_xml_unless_json_is_asked_for) {
  for (auto const* accept :
       {"", "*/*", "text/xml", "application/xml", "text/html", "application/*", "application/json5",
        "application/x-amz-json-1.1", "text/json", "json", ",", ";q=1", "*/*;q=0.1, text/html"}) {
    EXPECT_EQ(of_accept(accept), Format::kXml) << accept;
  }
}

TEST(Negotiation, answers_json_when_it_is_named) {
  for (auto const* accept :
       {"application/json", "Application/JSON", "application/json; charset=utf-8", "application/json, */*",
        "*/*, application/json;q=0.1", "text/html, application/json;q=0.5", " application/json ",
        "application/json;q=1.0", "application/json;q=0.001"}) {
    EXPECT_EQ(of_accept(accept), Format::kJson) << accept;
  }
}

TEST(Negotiation, weighs_json_against_xml) {
  EXPECT_EQ(of_accept("application/json, text/xml"), Format::kXml);
  EXPECT_EQ(of_accept("text/xml, application/json"), Format::kXml);
  EXPECT_EQ(of_accept("application/json;q=0.8, text/xml;q=0.8"), Format::kXml);
  EXPECT_EQ(of_accept("application/json;q=0.9, text/xml;q=0.8"), Format::kJson);
  EXPECT_EQ(of_accept("application/json;q=0.81,application/xml;q=0.809"), Format::kJson);
  EXPECT_EQ(of_accept("application/json, application/xml;q=0.9"), Format::kJson);
  EXPECT_EQ(of_accept("application/json;q=0.5, application/xml"), Format::kXml);
  EXPECT_EQ(of_accept("application/json, text/xml;q=0"), Format::kJson);
}

TEST(Negotiation, takes_a_quality_of_zero_for_a_refusal) {
  EXPECT_EQ(of_accept("application/json;q=0"), Format::kXml);
  EXPECT_EQ(of_accept("application/json;q=0.000"), Format::kXml);
}

TEST(Negotiation, is_decided_by_the_parameter_alone) {
  EXPECT_EQ(negotiated_format("text/xml", "JSON"), Format::kJson);
  EXPECT_EQ(negotiated_format("", "JSON"), Format::kJson);
  EXPECT_EQ(negotiated_format("", "XML"), Format::kXml);
  EXPECT_EQ(negotiated_format("", "json"), Format::kXml);
}

TEST(Negotiation, names_the_types_as_aws_does) {
  EXPECT_EQ(content_type(Format::kXml), "text/xml");
  EXPECT_EQ(content_type(Format::kJson), "application/json");
}

}  // namespace
}  // namespace iam::wire
