// Documents of JSON and YAML, and templates among them. What was read becomes JSON that is read as the same tree,
// unless it is nested deeper than JSON may be; a template becomes the same document each time. Any tree has a plan, or
// a mistake.
#include "iam/state/cloudformation.h"
#include "iam/state/make_plan.h"
#include "iam/state/node.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using iam::state::Node;

void require(bool holds) {
  if (!holds) std::abort();
}

std::size_t depth_of(Node const& node) {
  std::size_t below = 0;
  for (auto const& item : node.items) below = std::max(below, depth_of(item));
  for (auto const& member : node.members) below = std::max(below, depth_of(member.value));
  return below + 1;
}

void translate(Node const& document) {
  iam::state::Stack const stack{.account = *iam::AccountId::parse("123456789012")};
  auto const once = iam::state::translate_template(document, stack);
  auto const again = iam::state::translate_template(document, stack);
  require(once.has_value() == again.has_value());
  if (once.has_value()) {
    require(to_json(once->document) == to_json(again->document) && once->notes == again->notes);
  } else {
    require(once.error().message == again.error().message);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  auto const node = iam::state::read_node(text);
  if (!node.has_value()) {
    require(!node.error().message.empty());
    return 0;
  }
  require(node->line > 0);
  if (iam::state::is_template(*node)) translate(*node);
  auto const plan = iam::state::plan_of(*node, {.default_account = *iam::AccountId::parse("123456789012")});
  require(plan.has_value() || !plan.error().message.empty());
  constexpr std::size_t kDepthOfJson = 32;
  if ((node->kind != Node::Kind::kMap && node->kind != Node::Kind::kList) || depth_of(*node) > kDepthOfJson) return 0;
  auto const json = to_json(*node);
  auto const again = iam::state::read_node(json);
  require(again.has_value() && to_json(*again) == json);
  return 0;
}
