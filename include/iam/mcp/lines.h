// The messages of a stream: one on each line
// (https://modelcontextprotocol.io/specification/2025-06-18/basic/transports).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace iam::mcp {

class Lines {
 public:
  // A policy of each kind that AWS takes fits in many times over.
  static constexpr std::size_t kLineBytesMax = std::size_t{4} * 1024 * 1024;

  struct Line {
    std::string text;          // without its end; of one that is too long nothing
    bool is_too_long = false;  // it has more than kLineBytesMax bytes
  };

  // Takes what was read next.
  void add(std::string_view bytes);

  // The next whole line; nothing until more was read.
  std::optional<Line> next();

  // At the end of the stream: what stands behind the last line's end. Nothing when that is nothing.
  std::optional<Line> rest();

 private:
  std::string bytes_;
  bool is_too_long_ = false;  // of the line that bytes_ begins with, a part was dropped
};

}  // namespace iam::mcp
