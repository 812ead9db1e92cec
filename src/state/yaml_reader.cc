#include "yaml_reader.h"

#include "refusal.h"

#include <fmt/format.h>
#include <yaml.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace iam::state {
namespace {

constexpr std::string_view kLanguageTags = "tag:yaml.org,2002:";  // what the document writes as "!!"

std::string_view text_of(yaml_char_t const* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<char const*>(text);
}

// One event, which the library allocates.
class Event {
 public:
  Event() = default;
  Event(Event const&) = delete;
  Event& operator=(Event const&) = delete;
  ~Event() { yaml_event_delete(&event_); }

  yaml_event_t* get() { return &event_; }
  yaml_event_t const* operator->() const { return &event_; }
  std::size_t line() const { return event_.start_mark.line + 1; }

 private:
  yaml_event_t event_{};
};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {
    if (yaml_parser_initialize(&parser_) == 0) throw std::bad_alloc();
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<unsigned char const*>(text.data()), text.size());
  }
  Parser(Parser const&) = delete;
  Parser& operator=(Parser const&) = delete;
  ~Parser() { yaml_parser_delete(&parser_); }

  void next(Event& event) {
    if (yaml_parser_parse(&parser_, event.get()) != 0) return;
    if (parser_.error == YAML_MEMORY_ERROR) throw std::bad_alloc();
    std::string const what = parser_.problem == nullptr ? "it cannot be read" : parser_.problem;
    refuse(problem_line(), "the document is no YAML: " + what);
  }

 private:
  // The mark stands before what could not be decoded, whose offset is known.
  std::size_t problem_line() const {
    if (parser_.error != YAML_READER_ERROR) return parser_.problem_mark.line + 1;
    auto const before = text_.substr(0, std::min(parser_.problem_offset, text_.size()));
    return 1 + static_cast<std::size_t>(std::ranges::count(before, '\n'));
  }

  std::string_view text_;
  yaml_parser_t parser_{};
};

// Readers of JSON refuse an exponent that no integer of theirs holds, and none that is meant has so many digits.
constexpr std::size_t kExponentDigitsMax = 4;

// A number that JSON says in the same way, so neither octal nor hexadecimal ones, infinity and not-a-number, nor an
// account id that begins with a zero, nor a name that looks like an exponent beyond all numbers (1E23456).
bool is_number(std::string_view text) {
  auto const digits = [&text] {
    auto const count = std::min(text.find_first_not_of("0123456789"), text.size());
    text.remove_prefix(count);
    return count > 0;
  };
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9') return false;
  if (!digits()) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (!digits()) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    if (text.size() > kExponentDigitsMax || !digits()) return false;
  }
  return text.empty();
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, text) != words.end();
}

bool is_null(std::string_view text) { return is_one_of(text, {"", "~", "null", "Null", "NULL"}); }

// "true" or "false"; nothing of what only version 1.1 takes for one ("no", which is Norway).
std::optional<std::string> truth(std::string_view text) {
  if (is_one_of(text, {"true", "True", "TRUE"})) return "true";
  if (is_one_of(text, {"false", "False", "FALSE"})) return "false";
  return std::nullopt;
}

// What a scalar without quotes and tag is: the core schema of YAML 1.2, section 10.3.
void resolve(Node& node) {
  if (is_null(node.text)) {
    node.kind = Node::Kind::kNull;
    node.text.clear();
    node.is_text = false;
  } else if (auto said = truth(node.text)) {
    node.text = *std::move(said);
    node.is_text = false;
  } else {
    node.is_text = !is_number(node.text);
  }
}

std::size_t count_nodes(Node const& node) {
  std::size_t count = 1;
  for (auto const& item : node.items) count += count_nodes(item);
  for (auto const& member : node.members) count += count_nodes(member.value);
  return count;
}

std::size_t depth_of(Node const& node) {
  std::size_t below = 0;
  for (auto const& item : node.items) below = std::max(below, depth_of(item));
  for (auto const& member : node.members) below = std::max(below, depth_of(member.value));
  return below + (node.kind == Node::Kind::kList || node.kind == Node::Kind::kMap ? 1 : 0);
}

class Builder {
 public:
  Node take() && { return std::move(root_); }

  void scalar(Event const& event) {
    auto const& said = event->data.scalar;
    std::string text(reinterpret_cast<char const*>(said.value), said.length);
    auto node = Node::scalar(std::move(text), event.line());
    auto tag = text_of(said.tag);
    node.is_plain = said.style == YAML_PLAIN_SCALAR_STYLE;
    if (tag.empty() && said.plain_implicit != 0) {
      if (!is_at_name()) resolve(node);
    } else if (tag.starts_with(kLanguageTags)) {
      tag.remove_prefix(kLanguageTags.size());
      if (tag != "str") resolve(node);
      bool const fits = tag == "str" || (tag == "null" && node.kind == Node::Kind::kNull) ||
                        (tag == "bool" && truth(node.text)) ||
                        ((tag == "int" || tag == "float") && is_number(node.text));
      if (!fits) refuse(event.line(), fmt::format("`!!{}` is not read, or does not fit its value", tag));
    } else {
      node.tag = own_tag(tag, event.line());
    }
    add(text_of(said.anchor), std::move(node));
  }

  void open_list(Event const& event) {
    auto const& said = event->data.sequence_start;
    open(event.line(), text_of(said.tag), "seq", text_of(said.anchor), Node::Kind::kList);
  }

  void open_map(Event const& event) {
    auto const& said = event->data.mapping_start;
    open(event.line(), text_of(said.tag), "map", text_of(said.anchor), Node::Kind::kMap);
  }

  void close() {
    auto closed = std::move(open_.back());
    open_.pop_back();
    add(closed.anchor, std::move(closed.node));
  }

  void alias(Event const& event) {
    auto const name = text_of(event->data.alias.anchor);
    auto const found = anchored_.find(name);
    if (found == anchored_.end()) refuse(event.line(), fmt::format("`*{}` names nothing that stands before it", name));
    if (open_.size() + found->second.depth > kYamlDepthMax) refuse_depth(event.line());
    count(found->second.nodes - 1, event.line());
    add("", found->second.node);
  }

 private:
  struct Open {
    Node node;
    std::string anchor = {};
    std::optional<std::string> name = {};  // of a map's member whose value comes next
    std::set<std::string> names = {};
  };
  struct Anchored {
    Node node;
    std::size_t nodes = 0;
    std::size_t depth = 0;
  };

  // Whether a map's next member begins. Names are what is written.
  bool is_at_name() const {
    return !open_.empty() && open_.back().node.kind == Node::Kind::kMap && !open_.back().name.has_value();
  }

  [[noreturn]] static void refuse_depth(std::size_t line) {
    refuse(line, fmt::format("the document is nested deeper than {} levels", kYamlDepthMax));
  }

  // A single exclamation mark says only that a scalar is a text.
  static std::string own_tag(std::string_view tag, std::size_t line) {
    if (tag.empty() || tag == "!") return {};
    if (!tag.starts_with('!')) refuse(line, fmt::format("the tag `{}` is not read", tag));
    return std::string(tag);
  }

  void open(std::size_t line, std::string_view tag, std::string_view usual, std::string_view anchor, Node::Kind kind) {
    if (open_.size() == kYamlDepthMax) refuse_depth(line);
    Node node;
    node.kind = kind;
    node.line = line;
    bool const is_usual = tag.starts_with(kLanguageTags) && tag.substr(kLanguageTags.size()) == usual;
    if (!is_usual) node.tag = own_tag(tag, line);
    open_.push_back({.node = std::move(node), .anchor = std::string(anchor)});
  }

  void count(std::size_t more, std::size_t line) {
    nodes_ += more;
    if (nodes_ > kNodesMax) refuse(line, fmt::format("the document has more than {} values", kNodesMax));
  }

  void add(std::string_view anchor, Node node) {
    count(1, node.line);
    if (!anchor.empty()) {
      auto const nodes = count_nodes(node);
      count(nodes, node.line);  // it is kept twice
      anchored_.insert_or_assign(std::string(anchor), Anchored{.node = node, .nodes = nodes, .depth = depth_of(node)});
    }
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    auto& parent = open_.back();
    if (is_at_name()) {
      parent.name = name_of(std::move(node), parent.names);
    } else if (parent.node.kind == Node::Kind::kList) {
      parent.node.items.push_back(std::move(node));
    } else {
      parent.node.members.push_back({*std::exchange(parent.name, std::nullopt), std::move(node)});
    }
  }

  static std::string name_of(Node node, std::set<std::string>& names) {
    if (node.kind != Node::Kind::kScalar || !node.tag.empty()) refuse(node.line, "a member's name is no text");
    if (node.is_plain && node.text.empty()) refuse(node.line, "a member has no name");
    if (node.is_plain && node.text == "<<") refuse(node.line, "merge keys (`<<`) are not read");
    if (!names.insert(node.text).second) refuse(node.line, fmt::format("the member `{}` is named twice", node.text));
    return std::move(node.text);
  }

  Node root_;
  std::vector<Open> open_;
  std::map<std::string, Anchored, std::less<>> anchored_;
  std::size_t nodes_ = 0;
};

// REQUIRES: the document has begun.
Node read_document(Parser& parser) {
  Builder builder;
  for (;;) {
    Event event;
    parser.next(event);
    switch (event->type) {
      case YAML_DOCUMENT_END_EVENT:
        return std::move(builder).take();
      case YAML_SCALAR_EVENT:
        builder.scalar(event);
        break;
      case YAML_SEQUENCE_START_EVENT:
        builder.open_list(event);
        break;
      case YAML_MAPPING_START_EVENT:
        builder.open_map(event);
        break;
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        builder.close();
        break;
      case YAML_ALIAS_EVENT:
        builder.alias(event);
        break;
      default:
        break;
    }
  }
}

// Whether another document begins; its line.
std::optional<std::size_t> next_document(Parser& parser) {
  Event event;
  parser.next(event);
  if (event->type != YAML_DOCUMENT_START_EVENT) return std::nullopt;
  return event.line();
}

}  // namespace

tl::expected<Node, Mistake> read_yaml(std::string_view text) {
  try {
    Parser parser(text);
    {
      Event start_of_stream;
      parser.next(start_of_stream);
    }
    if (!next_document(parser)) refuse(1, "the document is empty");
    auto node = read_document(parser);
    if (auto const line = next_document(parser)) refuse(*line, "a second document begins: a file holds one");
    return node;
  } catch (Refusal const& refusal) {
    return tl::unexpected(refusal.mistake);
  }
}

}  // namespace iam::state
