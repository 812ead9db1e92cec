#include "operation.h"

#include "iam/base/encoding.h"

#include <algorithm>
#include <array>

namespace iam::gateway::huawei {
namespace {

// One more than any template has.
constexpr std::size_t kSegmentsMax = 9;

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty() && segments.size() < kSegmentsMax) {
    path.remove_prefix(1);
    segments.push_back(path.substr(0, path.find('/')));
    path.remove_prefix(segments.back().size());
  }
  return segments;
}

bool is_placeholder(std::string_view segment) { return segment.starts_with('{'); }

// The values of the placeholders; nothing when `path` is not of that template.
std::optional<std::vector<PathValue>> matched(std::string_view path_template,
                                              std::vector<std::string_view> const& path) {
  auto const wanted = segments_of(path_template);
  if (wanted.size() != path.size()) return std::nullopt;
  std::vector<PathValue> values;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!is_placeholder(wanted[i])) {
      if (wanted[i] != path[i]) return std::nullopt;
      continue;
    }
    std::string value;
    if (!percent_decode(path[i], PlusSign::kLiteral, value) || !is_utf8(value) || value.empty()) return std::nullopt;
    values.push_back({wanted[i].substr(1, wanted[i].size() - 2), std::move(value)});
  }
  return values;
}

}  // namespace

std::span<std::span<Operation const> const> operation_families() {
  static std::array const families{
      user_operations(),          tag_operations(),     access_key_operations(),
      login_profile_operations(), group_operations(),   policy_operations(),
      attachment_operations(),    account_operations(), setting_operations(),
  };
  return families;
}

std::optional<Route> find_route(std::string_view method, std::string_view path) {
  auto const segments = segments_of(path);
  for (auto const family : operation_families()) {
    for (auto const& operation : family) {
      if (operation.method != method) continue;
      if (auto values = matched(operation.path, segments)) return Route{&operation, *std::move(values)};
    }
  }
  return std::nullopt;
}

}  // namespace iam::gateway::huawei
