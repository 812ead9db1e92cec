// A text of JSON or YAML as one tree that remembers its lines, so that whoever finds a mistake in it can say where.
#pragma once

#include <tl/expected.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace iam::state {

// What is wrong with a document, and where. Lines are counted from 1; 0: nowhere in particular.
struct Mistake {
  std::size_t line = 0;
  std::string message;
  std::string code = {};  // AWS's, when an operation refused what the document asks for
};

struct Node {
  enum class Kind { kNull, kScalar, kList, kMap };
  struct Member;

  Kind kind = Kind::kNull;
  std::string text;         // kScalar: the text; a number as it was spelled, "true" or "false"
  bool is_text = false;     // kScalar: a text, not a number or truth value
  bool is_plain = false;    // kScalar: YAML wrote it without quotes, as texts such as "yes" that some take for truth
  std::vector<Node> items;  // kList
  std::vector<Member> members;  // kMap; names are unique
  std::string tag;              // YAML's own, with its exclamation mark: "!Ref"
  std::size_t line = 0;

  static Node scalar(std::string text, std::size_t line);
  static Node truth(bool said, std::size_t line);

  // The member of that name; null when there is none.
  Node const* find(std::string_view name) const;

  // The first node that has a tag of its own, this or one below; null when there is none. to_json forgets tags: whoever
  // gives them no meaning looks for them first.
  Node const* find_tagged() const;
};

struct Node::Member {
  std::string name;
  Node value;
};

// A text longer than this is nobody's account.
inline constexpr std::size_t kTextBytesMax = 64 * 1024 * 1024;
// What an alias of YAML repeats counts again: ten lines could be a billion nodes.
inline constexpr std::size_t kNodesMax = 1'000'000;
// Of YAML. JSON may be nested as deep as kJsonDepthMax of base/strict_json.h.
inline constexpr std::size_t kYamlDepthMax = 64;

// Reads one document: JSON when its first character is a brace or bracket, else YAML. Refused: what is longer, larger
// or deeper than the limits above, an object that names a member twice, a second document, and of YAML merge keys and
// tags of its own language for what JSON cannot say (!!binary). A plain scalar of YAML is a number or truth value when
// version 1.2 and JSON both say so, else a text: "no", "2012-10-17", "012345678901".
tl::expected<Node, Mistake> read_node(std::string_view text);

// As JSON without white space, members in their order.
std::string to_json(Node const& node);

}  // namespace iam::state
