#include "page.h"
#include "iam/base/whole_number.h"

namespace iam::gateway::huawei {

std::optional<std::int32_t> limit_of(Parameters const& in) {
  auto const text = in.optional_text("limit");
  if (!text.has_value()) return std::nullopt;
  return whole_number<std::int32_t>(*text);
}

json::object page_info(std::size_t count, std::optional<std::string> const& next_marker) {
  json::object info{{"current_count", count}};
  if (next_marker.has_value()) info["next_marker"] = *next_marker;
  return info;
}

}  // namespace iam::gateway::huawei
