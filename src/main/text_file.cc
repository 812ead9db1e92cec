#include "text_file.h"

#include "usage_error.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <system_error>

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

void replace_text_file(std::string const& path, std::string_view text, std::string_view what) {
  std::error_code error;
  // What is no file, such as /dev/stderr, stays what it is.
  bool const is_file = !std::filesystem::exists(path, error) || std::filesystem::is_regular_file(path, error);
  std::string const written = is_file ? path + ".new" : path;
  std::ofstream file(written, std::ios::binary | std::ios::trunc);
  file << text << std::flush;
  error = {};
  if (file.good() && is_file) std::filesystem::rename(written, path, error);
  if (file.good() && !error) return;
  std::error_code gone;
  if (is_file) std::filesystem::remove(written, gone);
  throw std::runtime_error(fmt::format("cannot write the {} {}", what, path));
}

}  // namespace iam::program
