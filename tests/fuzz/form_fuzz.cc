// The form decoder: body and URL query, divided by the first line feed.
#include "iam/base/encoding.h"
#include "iam/wire/query.h"

#include <cstdint>
#include <cstdlib>
#include <set>
#include <string_view>

namespace {

using iam::api::Value;
using iam::wire::QueryRequest;

void require(bool holds) {
  if (!holds) std::abort();
}

// What everybody who reads a tree relies on.
void check(Value const& node, std::size_t depth) {
  require(depth <= QueryRequest::kNestingMax + 2);
  require(iam::is_utf8(node.text));
  std::set<std::string_view> names;
  for (auto const& [name, field] : node.fields) {
    require(iam::is_utf8(name) && names.insert(name).second);
    check(field, depth + 1);
  }
  for (auto const& item : node.items) check(item, depth + 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const input(reinterpret_cast<char const*>(data), size);
  auto const line = input.substr(0, input.find('\n'));
  auto const rest = line.size() < size ? input.substr(line.size() + 1) : std::string_view();
  if (auto const request = QueryRequest::parse(line, rest)) check(request->parameters(), 0);
  return 0;
}
