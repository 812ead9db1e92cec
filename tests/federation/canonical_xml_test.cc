// Exclusive canonicalization, beside the standard's examples and xmllint's answers.
#include "canonical_xml.h"

#include "tools.h"

#include <gtest/gtest.h>

namespace iam::federation::xml {
namespace {

std::string canonical(std::string_view text, std::vector<std::string> const& prefixes = {}) {
  auto const document = Document::parse(text);
  if (!document.has_value()) return "refused";
  return canonicalize(document->root(), prefixes).value_or("too long");
}

// The canonical form of the first element of that local name.
std::string canonical_part(std::string_view text, std::string_view local,
                           std::vector<std::string> const& prefixes = {}) {
  auto const document = Document::parse(text);
  for (auto const& each : document.value().elements()) {
    if (each.name.local == local) return canonicalize(each, prefixes).value_or("too long");
  }
  return "missing";
}

// https://www.w3.org/TR/xml-exc-c14n/#sec-Enveloping: the same element in two contexts.
TEST(CanonicalXml, does_not_depend_on_where_the_element_stands) {
  auto const expected = R"(<n1:elem2 xmlns:n1="http://example.net" xml:lang="en">)"
                        R"(<n3:stuff xmlns:n3="ftp://example.org"></n3:stuff></n1:elem2>)";
  EXPECT_EQ(
      canonical_part(R"(<n0:pdu xmlns:n0="http://a.example" xmlns:n1="http://b.example" xmlns:n3="ftp://example.org"
                              ><n1:elem2 xmlns:n1="http://example.net" xml:lang="en"><n3:stuff/></n1:elem2></n0:pdu>)",
                     "elem2"),
      expected);
  EXPECT_EQ(canonical(R"(<n1:elem2 xmlns:n1="http://example.net" xml:lang="en">)"
                      R"(<n3:stuff xmlns:n3="ftp://example.org"/></n1:elem2>)"),
            expected);
}

TEST(CanonicalXml, keeps_the_namespaces_it_is_asked_for) {
  auto const text =
      R"(<r xmlns="urn:d" xmlns:a="urn:a" xmlns:b="urn:b"><a:x><a:y xmlns:b="urn:c"/><a:y xmlns="urn:e"/></a:x></r>)";
  EXPECT_EQ(canonical_part(text, "x"), R"(<a:x xmlns:a="urn:a"><a:y></a:y><a:y></a:y></a:x>)");
  EXPECT_EQ(canonical_part(text, "x", {"b", "missing"}),
            R"(<a:x xmlns:a="urn:a" xmlns:b="urn:b"><a:y xmlns:b="urn:c"></a:y><a:y></a:y></a:x>)");
  EXPECT_EQ(canonical_part(text, "x", {""}),
            R"(<a:x xmlns="urn:d" xmlns:a="urn:a"><a:y></a:y><a:y xmlns="urn:e"></a:y></a:x>)");
}

TEST(CanonicalXml, leaves_out_what_it_is_told_to) {
  auto const document = Document::parse("<a><b>x</b><c/>y</a>");
  EXPECT_EQ(canonicalize(document->root(), {}, document->root().only("", "b")), "<a><c></c>y</a>");
}

TEST(CanonicalXml, is_its_own_canonical_form) {
  auto const once =
      canonical("<a x='&#9;&quot;' b:y='2' xmlns:b='urn:b'>\r\n&gt;&#13;<c xmlns='urn:c'><d xmlns=''/></c></a>");
  EXPECT_EQ(canonical(once), once);
}

TEST(CanonicalXml, does_not_grow_without_bounds) {
  std::string text = "<a xmlns:p='urn:" + std::string(10'000, 'x') + "'>";
  for (int i = 0; i < 1000; ++i) text += "<p:b/>";
  EXPECT_EQ(canonical(text + "</a>"), "too long");
}

TEST(CanonicalXml, is_what_xmllint_makes_of_it) {
  Workshop const workshop;
  for (auto const* text :
       {"<a/>", "<a  z='1' y = '2'\n x='3'  ></a>", "<a>&lt;&gt;&amp;&quot;&apos;&#13;\r\n\r\t</a>",
        "<a x='&lt;&gt;&amp;&quot;&apos;&#9;&#10;&#13;\t\r\n '/>", "<a><![CDATA[<x>&]]>]]&gt;</a>",
        "<a xmlns='urn:1'><b xmlns=''><c xmlns='urn:1'/></b><b xmlns='urn:1'/></a>",
        "<a xmlns:unused='urn:u' xmlns:p='urn:p'><p:b p:y='1' x='2'><p:c/></p:b><p:d/></a>",
        "<b:a xmlns:b='urn:z' xmlns:c='urn:a' xmlns='urn:m' c:x='1' b:y='2' a='3' xml:lang='en'><d b:x=''/></b:a>",
        "<p:a xmlns:p='urn:1'><p:b xmlns:p='urn:2'><p:c xmlns:p='urn:1'/></p:b></p:a>",
        "<\xC3\xA4 \xC3\xB6='\xE2\x82\xAC'>\xF0\x9F\x98\x80&#x1F600;</\xC3\xA4>",
        "<?xml version='1.0'?>\n<a>\n  <b>text</b>\n</a>\n"}) {
    EXPECT_EQ(canonical(text), output_of({"xmllint", "--exc-c14n", workshop.write("a.xml", text)})) << text;
  }
}

}  // namespace
}  // namespace iam::federation::xml
