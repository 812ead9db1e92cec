#include "text_file.h"

#include "usage_error.h"

#include <fmt/format.h>

#include <fstream>

namespace iam::program {

std::string text_of_file(std::string const& path, std::string_view what, std::size_t bytes_max) {
  std::ifstream file(path, std::ios::binary);
  std::string contents(bytes_max + 1, '\0');
  file.read(contents.data(), static_cast<std::streamsize>(contents.size()));
  // A directory opens and then fails to read, without reaching its end.
  if (!file.is_open() || file.bad() || (file.gcount() == 0 && !file.eof())) {
    throw UsageError(fmt::format("cannot read the {} {}", what, path));
  }
  contents.resize(static_cast<std::size_t>(file.gcount()));
  if (contents.size() > bytes_max) {
    throw UsageError(fmt::format("the {} {} is larger than {} bytes", what, path, bytes_max));
  }
  return contents;
}

}  // namespace iam::program
