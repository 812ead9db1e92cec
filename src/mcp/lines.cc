#include "iam/mcp/lines.h"

#include <utility>

namespace iam::mcp {

void Lines::add(std::string_view bytes) { bytes_.append(bytes); }

std::optional<Lines::Line> Lines::next() {
  auto const end = bytes_.find('\n');
  if (end == std::string::npos) {
    // What is kept of a line without an end is bounded, however long that line becomes.
    if (bytes_.size() > kLineBytesMax) {
      bytes_.clear();
      is_too_long_ = true;
    }
    return std::nullopt;
  }
  Line line{.is_too_long = std::exchange(is_too_long_, false) || end > kLineBytesMax};
  if (!line.is_too_long) line.text = bytes_.substr(0, end);
  bytes_.erase(0, end + 1);
  return line;
}

std::optional<Lines::Line> Lines::rest() {
  Line line{.text = std::exchange(bytes_, {}), .is_too_long = std::exchange(is_too_long_, false)};
  if (line.text.empty() && !line.is_too_long) return std::nullopt;
  return line;
}

}  // namespace iam::mcp
