// A reader of XML for documents whose signature decides. It takes the part of XML 1.0 and of Namespaces in XML 1.0 that
// honest identity providers write, exactly, and refuses the rest: document types, entities other than the five that
// every document has, processing instructions. What a general reader lets pass (a prefix without a namespace, an
// attribute twice, an entity nobody declared) two readers can read in two ways, and a signature covers only one.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::federation::xml {

// What the prefix `xml` means without being declared.
inline constexpr std::string_view kXmlNamespace = "http://www.w3.org/XML/1998/namespace";

// Assertions have a few hundred elements, a dozen deep.
inline constexpr std::size_t kDepthMax = 64;
inline constexpr std::size_t kElementsMax = 20'000;
inline constexpr std::size_t kAttributesMax = 64;  // of one element, declarations of namespaces included

struct Name {
  std::string prefix;  // empty: none
  std::string local;
  std::string space;  // the namespace; empty: none

  std::string qualified() const { return prefix.empty() ? local : prefix + ':' + local; }
};

struct Attribute {
  Name name;
  std::string value;  // normalized, as XML 1.0 section 3.3.3 says of CDATA
};

struct Declaration {
  std::string prefix;  // empty: the default namespace
  std::string space;
};

struct Element;

// An element, or text between elements. Comments are gone and CDATA sections are text, so that what stands on both
// sides of them is one text.
struct Node {
  Element const* element = nullptr;
  std::string text;
};

struct Element {
  Name name;
  Element const* parent = nullptr;  // none: the root
  std::vector<Attribute> attributes;
  std::vector<Declaration> declarations;
  std::vector<Node> children;

  bool is(std::string_view space, std::string_view local) const { return name.space == space && name.local == local; }
  // The value of an attribute without a namespace; nothing when it is missing.
  std::optional<std::string_view> attribute(std::string_view local) const;
  // The element children.
  std::vector<Element const*> elements() const;
  // The element children of that name.
  std::vector<Element const*> elements(std::string_view space, std::string_view local) const;
  // The one element child of that name; null when there is none, or more.
  Element const* only(std::string_view space, std::string_view local) const;
  // The text in it; nothing when there are elements too.
  std::optional<std::string> text() const;
  // Whether there is nothing but white space between its elements.
  bool has_only_elements() const;
  // The namespace that a prefix stands for here; nothing when it stands for none.
  std::optional<std::string_view> space_of(std::string_view prefix) const;
};

// Elements point to each other: a document moves, but is not copied.
class Document {
 public:
  Document(Document&&) = default;
  Document& operator=(Document&&) = default;

  // Nothing when `text` is not XML as described above, in UTF-8.
  static std::optional<Document> parse(std::string_view text);

  Element const& root() const { return elements_.front(); }
  // Every element, in the order of their start tags.
  std::deque<Element> const& elements() const { return elements_; }

 private:
  friend class Reader;
  Document() = default;

  std::deque<Element> elements_;  // a deque, so that they keep their places
};

}  // namespace iam::federation::xml
