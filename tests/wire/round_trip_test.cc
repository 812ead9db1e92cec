// What the writers write, an independent parser reads back as the same tree.
#include "json_writer.h"
#include "xml_writer.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <boost/json.hpp>
#include <pugixml.hpp>

#include <string>
#include <utility>
#include <vector>

namespace iam::wire {
namespace {

namespace json = boost::json;
using namespace std::string_literals;

struct Child;

struct Node {
  enum class Kind { kText, kInteger, kBoolean, kAbsent, kStructure, kList, kMap };

  Kind kind = Kind::kText;
  std::string text;
  std::int64_t number = 0;
  std::vector<Child> children;
};

struct Child {
  std::string name;  // unused in a list
  Node node;
};

constexpr int kDepthMax = 4;

std::string random_text() {
  auto const part = rc::gen::element("a"s, " "s, "&"s, "<"s, ">"s, "\""s, "'"s, "\\"s, "\n"s, "\r"s, "\t"s, "é"s, "€"s,
                                     "😀"s, "]]>"s, "&amp;"s, "\x7f"s, "/"s);
  std::string text;
  for (auto const& each : *rc::gen::container<std::vector<std::string>>(part)) text += each;
  return text;
}

Node random_node(int depth) {
  using Kind = Node::Kind;
  Node node{.kind = static_cast<Kind>(*rc::gen::inRange(0, depth == 0 ? 4 : 7))};
  node.text = node.kind == Kind::kText ? random_text() : "";
  node.number = *rc::gen::arbitrary<std::int64_t>();
  if (node.kind < Kind::kStructure) return node;
  auto const count = *rc::gen::inRange(0, 4);
  for (int i = 0; i < count; ++i) {
    auto child = random_node(depth - 1);
    // Elements of lists and maps are never absent.
    if (node.kind != Kind::kStructure && child.kind == Kind::kAbsent) child.kind = Kind::kBoolean;
    node.children.push_back({"Name" + std::to_string(i), std::move(child)});
  }
  return node;
}

Node random_structure() {
  Node root{.kind = Node::Kind::kStructure};
  for (int i = 0; i < 3; ++i) root.children.push_back({"Name" + std::to_string(i), random_node(kDepthMax)});
  return root;
}

void write(api::ShapeWriter& writer, std::string_view name, Node const& node) {
  api::Member const member{.name = name, .label = name};
  switch (node.kind) {
    case Node::Kind::kText:
      return writer.text(member, node.text);
    case Node::Kind::kInteger:
      return writer.integer(member, node.number);
    case Node::Kind::kBoolean:
      return writer.boolean(member, node.number % 2 == 0);
    case Node::Kind::kAbsent:
      return writer.absent(member);
    case Node::Kind::kStructure:
      writer.begin_structure(member);
      for (auto const& [child_name, child] : node.children) write(writer, child_name, child);
      return writer.end_structure(member);
    case Node::Kind::kList:
      writer.begin_list(member, node.children.size());
      for (auto const& [unused, child] : node.children) write(writer, api::kElement.name, child);
      return writer.end_list(member, node.children.size());
    case Node::Kind::kMap:
      writer.begin_map(member, node.children.size());
      for (auto const& [key, child] : node.children) {
        writer.map_key(key);
        write(writer, api::kMapValue.name, child);
        writer.map_value_done();
      }
      return writer.end_map(member, node.children.size());
  }
}

std::string scalar(Node const& node) {
  if (node.kind == Node::Kind::kInteger) return std::to_string(node.number);
  if (node.kind == Node::Kind::kBoolean) return node.number % 2 == 0 ? "true" : "false";
  return node.text;
}

// The element in a notation of our own: name(child child) or name=text.
std::string expected_element(std::string const& name, Node const& node) {
  if (node.kind == Node::Kind::kAbsent) return "";
  if (node.kind < Node::Kind::kStructure) return name + "=" + scalar(node) + " ";
  std::string inner;
  for (auto const& [child_name, child] : node.children) {
    if (node.kind == Node::Kind::kStructure) inner += expected_element(child_name, child);
    if (node.kind == Node::Kind::kList) inner += expected_element("member", child);
    if (node.kind == Node::Kind::kMap)
      inner += "entry(key=" + child_name + " " + expected_element("value", child) + ") ";
  }
  return inner.empty() ? name + "= " : name + "(" + inner + ") ";
}

std::string parsed_element(pugi::xml_node node) {
  std::string inner;
  for (auto const child : node.children()) {
    if (child.type() == pugi::node_element) inner += parsed_element(child);
  }
  std::string const name = node.name();
  return inner.empty() ? name + "=" + node.child_value() + " " : name + "(" + inner + ") ";
}

json::value expected_json(Node const& node) {
  switch (node.kind) {
    case Node::Kind::kText:
      return json::string(node.text);
    case Node::Kind::kInteger:
      return node.number;
    case Node::Kind::kBoolean:
      return node.number % 2 == 0;
    case Node::Kind::kAbsent:
      return nullptr;
    case Node::Kind::kList: {
      json::array array;
      for (auto const& [unused, child] : node.children) array.push_back(expected_json(child));
      return array;
    }
    case Node::Kind::kStructure:
    case Node::Kind::kMap: {
      json::object object;
      for (auto const& [name, child] : node.children) object.emplace(name, expected_json(child));
      return object;
    }
  }
  return {};
}

RC_GTEST_PROP(RoundTrip, pugixml_reads_what_the_xml_writer_wrote, ()) {
  auto const root = random_structure();
  std::string text;
  XmlWriter writer(text);
  write(writer, "Root", root);
  pugi::xml_document document;
  auto const result =
      document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
  RC_ASSERT(static_cast<bool>(result));
  RC_ASSERT(parsed_element(document.document_element()) == expected_element("Root", root));
}

RC_GTEST_PROP(RoundTrip, boost_json_reads_what_the_json_writer_wrote, ()) {
  auto const root = random_structure();
  JsonWriter writer;
  for (auto const& [name, child] : root.children) write(writer, name, child);
  RC_ASSERT(json::parse(writer.take()) == expected_json(root));
}

RC_GTEST_PROP(RoundTrip, json_strings_hold_every_character, ()) {
  auto const bytes = *rc::gen::container<std::string>(rc::gen::inRange<char>(0, 127));
  RC_ASSERT(json::parse(json_string(bytes)).as_string() == bytes);
}

}  // namespace
}  // namespace iam::wire
