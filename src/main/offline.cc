#include "offline.h"

#include "iam/policy/document.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace iam::program {

std::string read_file(std::string const& path, std::size_t bytes_max) {
  bool const is_stdin = path == "-";
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> const opened(is_stdin ? nullptr : std::fopen(path.c_str(), "rb"),
                                                               [](std::FILE* file) { return std::fclose(file); });
  auto* const file = is_stdin ? stdin : opened.get();
  if (file == nullptr) throw std::runtime_error(fmt::format("cannot read {}: {}", path, std::strerror(errno)));
  std::string text;
  std::array<char, 16 * 1024> part;
  while (auto const count = std::fread(part.data(), 1, part.size(), file)) {
    text.append(part.data(), count);
    if (text.size() > bytes_max) throw std::runtime_error(fmt::format("{} is longer than {} bytes", path, bytes_max));
  }
  if (std::ferror(file) != 0) throw std::runtime_error(fmt::format("cannot read {}: {}", path, std::strerror(errno)));
  return text;
}

std::string read_policy_file(std::string const& path) { return read_file(path, policy::kDocumentBytesMax); }

}  // namespace iam::program
