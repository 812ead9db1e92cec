#include "json_reader.h"

#include "iam/base/strict_json.h"

#include <fmt/format.h>
#include <boost/json/value.hpp>

#include <algorithm>
#include <utility>

namespace iam::state {
namespace {

namespace json = boost::json;

// Of a text of JSON the largest number of values it can hold: the first of each object and list, and one behind each
// comma. Asked before the text is read, which costs more memory than the text.
std::size_t values_at_most(std::string_view text) {
  std::size_t count = 1;
  bool is_in_text = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    if (c == '"') is_in_text = !is_in_text;
    if (is_in_text) {
      if (c == '\\') ++i;
    } else if (c == ',' || c == '{' || c == '[') {
      ++count;
    }
  }
  return count;
}

// Walks the tokens of a text that is known to be JSON: names and values, in the order in which they are written.
class Tokens {
 public:
  explicit Tokens(std::string_view text) : rest_(text) {}

  // To the next name or value. Of an object or list only its bracket is passed: what is in it comes next.
  std::string_view next() {
    constexpr std::string_view kBetween = " \t\r\n,:]}";
    for (; !rest_.empty() && kBetween.find(rest_.front()) != kBetween.npos; rest_.remove_prefix(1)) {
      if (rest_.front() == '\n') ++line_;
    }
    auto const token = rest_.substr(0, length());
    rest_.remove_prefix(token.size());
    return token;
  }
  std::size_t line() const { return line_; }  // of what next() answered

 private:
  std::size_t length() const {
    if (rest_.empty() || rest_.front() == '{' || rest_.front() == '[') return std::min<std::size_t>(rest_.size(), 1);
    if (rest_.front() != '"') return std::min(rest_.find_first_of(" \t\r\n,]}"), rest_.size());
    std::size_t end = 1;
    while (rest_[end] != '"') end += rest_[end] == '\\' ? 2 : 1;
    return end + 1;
  }

  std::string_view rest_;
  std::size_t line_ = 1;
};

std::string text_of(json::string_view text) { return {text.data(), text.size()}; }

Node node_of(json::value const& value, Tokens& tokens) {
  Node node;
  auto const token = tokens.next();
  node.line = tokens.line();
  if (auto const* object = value.if_object()) {
    node.kind = Node::Kind::kMap;
    node.members.reserve(object->size());
    for (auto const& [name, member] : *object) {
      tokens.next();
      node.members.push_back({text_of(name), node_of(member, tokens)});
    }
  } else if (auto const* list = value.if_array()) {
    node.kind = Node::Kind::kList;
    node.items.reserve(list->size());
    for (auto const& item : *list) node.items.push_back(node_of(item, tokens));
  } else if (!value.is_null()) {
    node.kind = Node::Kind::kScalar;
    node.is_text = value.is_string();
    node.text = node.is_text ? text_of(value.get_string()) : std::string(token);
  }
  return node;
}

}  // namespace

tl::expected<Node, Mistake> read_json(std::string_view text) {
  if (values_at_most(text) > kNodesMax) {
    return tl::unexpected(Mistake{.message = fmt::format("the document has more than {} values", kNodesMax)});
  }
  auto const value = parse_strict_json(text);
  if (!value.has_value()) {
    auto const fault = find_json_fault(text);
    return tl::unexpected(Mistake{.line = fault->line, .message = "the document " + fault->what});
  }
  Tokens tokens(text);
  return node_of(*value, tokens);
}

}  // namespace iam::state
