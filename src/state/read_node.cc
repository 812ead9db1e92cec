#include "iam/state/node.h"
#include "json_reader.h"
#include "yaml_reader.h"

namespace iam::state {

tl::expected<Node, Mistake> read_node(std::string_view text) {
  if (text.size() > kTextBytesMax) return tl::unexpected(Mistake{.message = "the document is longer than 64 MiB"});
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  auto const first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return tl::unexpected(Mistake{.line = 1, .message = "the document is empty"});
  bool const is_json = text[first] == '{' || text[first] == '[';
  return is_json ? read_json(text) : read_yaml(text);
}

}  // namespace iam::state
