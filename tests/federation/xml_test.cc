// The reader of XML: what it understands, and what it refuses although others read it.
#include "xml.h"

#include <gtest/gtest.h>

namespace iam::federation::xml {
namespace {

std::string text_in(std::string_view document) {
  auto const parsed = Document::parse(document);
  if (!parsed.has_value()) return "refused";
  return parsed->root().text().value_or("elements");
}

bool is_refused(std::string_view document) { return !Document::parse(document).has_value(); }

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

TEST(Xml, text_is_what_stands_there_without_comments) {
  EXPECT_EQ(text_in("<a>x</a>"), "x");
  EXPECT_EQ(text_in("<a/>"), "");
  EXPECT_EQ(text_in("\xEF\xBB\xBF<?xml version='1.0' encoding=\"utf-8\" standalone='no'?>\n<!-- c -->\n<a >x</a >\n"),
            "x");
  EXPECT_EQ(text_in("<a>admin<!-- comment -->@evil</a>"), "admin@evil");
  EXPECT_EQ(text_in("<a>a<![CDATA[<&]]>b<![CDATA[]]></a>"), "a<&b");
  EXPECT_EQ(text_in("<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x42;&#x1F600;</a>"), "<>&\"'AB\xF0\x9F\x98\x80");
  EXPECT_EQ(text_in("<a>1\r\n2\r3&#13;</a>"), "1\n2\n3\r");
  EXPECT_EQ(text_in("<a>x<b/></a>"), "elements");
}

TEST(Xml, attributes_are_normalized) {
  auto const document = Document::parse("<a x='1\t2\r\n3&#10;&lt;\"' y = \"'\"/>");
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->root().attribute("x"), "1 2 3\n<\"");
  EXPECT_EQ(document->root().attribute("y"), "'");
  EXPECT_EQ(document->root().attribute("z"), std::nullopt);
}

TEST(Xml, names_are_found_in_their_namespaces) {
  auto const document = Document::parse(
      "<a xmlns='urn:a' xmlns:p='urn:p' p:x='1' x='2'><p:b/><b xmlns=''/><b xmlns:p='urn:q'><p:c/></b></a>");
  ASSERT_TRUE(document.has_value());
  auto const& root = document->root();
  EXPECT_TRUE(root.is("urn:a", "a"));
  EXPECT_EQ(root.attribute("x"), "2");
  EXPECT_NE(root.only("urn:p", "b"), nullptr);
  EXPECT_NE(root.only("", "b"), nullptr);
  auto const* b = root.only("urn:a", "b");
  ASSERT_NE(b, nullptr);
  EXPECT_NE(b->only("urn:q", "c"), nullptr);
  EXPECT_EQ(root.space_of("xml"), "http://www.w3.org/XML/1998/namespace");
  EXPECT_EQ(root.space_of("q"), std::nullopt);
}

TEST(Xml, two_of_a_name_are_not_one) {
  auto const document = Document::parse("<a><b/><b/><c/></a>");
  EXPECT_EQ(document->root().only("", "b"), nullptr);
  EXPECT_NE(document->root().only("", "c"), nullptr);
  EXPECT_EQ(document->root().elements("", "b").size(), 2u);
}

// A document type can declare entities that grow, files to read, and attributes that are not written.
TEST(Xml, document_types_entities_and_instructions_are_refused) {
  for (auto const* text : {"<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "<a>&x;</a>", "<a x='&x;'/>",
                           "<a>&</a>", "<a>& </a>", "<a>&amp</a>", "<?pi x?><a/>", "<a><?pi x?></a>", "<a/><?pi x?>",
                           "<a><!DOCTYPE a></a>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>&#x110000;</a>", "<a>&#;</a>",
                           "<a>&#x;</a>", "<a>&#-1;</a>", "<a>&#99999999999;</a>"}) {
    EXPECT_TRUE(is_refused(text)) << text;
  }
}

TEST(Xml, what_is_not_well_formed_is_refused) {
  for (auto const* text : {"",
                           " ",
                           "x",
                           "<a>",
                           "<a",
                           "<a>x",
                           "</a>",
                           "<a></b>",
                           "<a/><b/>",
                           "<a/>x",
                           "x<a/>",
                           "<a x/>",
                           "<a x=1/>",
                           "<a x='1/>",
                           "<a x='1' x='2'/>",
                           "<a x='<'/>",
                           "<a x='1'y='2'/>",
                           "< a/>",
                           "<a></ a>",
                           "<1/>",
                           "<a:/>",
                           "<:a/>",
                           "<a:b:c/>",
                           "<a>]]></a>",
                           "<a><![CDATA[x</a>",
                           "<a><!-- -- --></a>",
                           "<a><!-- ---></a>",
                           "<!-- <a/>",
                           "<a>\x01</a>",
                           "<a>\xFF</a>",
                           "<a>\xEF\xBF\xBE</a>",
                           " <?xml version='1.0'?><a/>",
                           "<?xml version='1.1'?><a/>",
                           "<?xml?><a/>",
                           "<?xml version='1.0' encoding='latin1'?><a/>",
                           "<?xml version='1.0'><a/>",
                           "<![CDATA[x]]>"}) {
    EXPECT_TRUE(is_refused(text)) << text;
  }
  EXPECT_TRUE(is_refused(std::string_view("<a>\0</a>", 8)));
}

TEST(Xml, broken_namespaces_are_refused) {
  for (auto const* text :
       {"<p:a/>", "<a p:x='1'/>", "<a xmlns:p=''/>", "<a xmlns:p='urn:1' xmlns:p='urn:2'/>", "<a xmlns='1' xmlns='2'/>",
        "<a xmlns:p='u' xmlns:q='u' p:x='1' q:x='2'/>", "<a xmlns:xmlns='u'/>", "<a xmlns:xml='u'/>", "<xmlns:a/>",
        "<a xmlns:p='http://www.w3.org/2000/xmlns/'/>", "<a xmlns='http://www.w3.org/XML/1998/namespace'/>",
        "<a><b xmlns:p='u'/><p:c/></a>"}) {
    EXPECT_TRUE(is_refused(text)) << text;
  }
  EXPECT_FALSE(is_refused("<a xmlns:xml='http://www.w3.org/XML/1998/namespace' xml:lang='en'/>"));
}

TEST(Xml, size_has_limits) {
  EXPECT_FALSE(is_refused(repeated("<a>", kDepthMax) + repeated("</a>", kDepthMax)));
  EXPECT_TRUE(is_refused(repeated("<a>", kDepthMax + 1) + repeated("</a>", kDepthMax + 1)));
  EXPECT_TRUE(is_refused(repeated("<a>", 1'000'000)));
  EXPECT_FALSE(is_refused("<a>" + repeated("<b/>", kElementsMax - 1) + "</a>"));
  EXPECT_TRUE(is_refused("<a>" + repeated("<b/>", kElementsMax) + "</a>"));
  std::string attributes;
  for (std::size_t i = 0; i < kAttributesMax; ++i) attributes += " x" + std::to_string(i) + "=''";
  EXPECT_FALSE(is_refused("<a" + attributes + "/>"));
  EXPECT_TRUE(is_refused("<a" + attributes + " y=''/>"));
}

}  // namespace
}  // namespace iam::federation::xml
