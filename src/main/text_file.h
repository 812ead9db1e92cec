// Files that the person who started the program named.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace iam::program {

// Throws UsageError when it cannot be read or is longer; `what` is what the sentence calls it, "configuration file".
std::string text_of_file(std::string const& path, std::string_view what, std::size_t bytes_max);

// Readers see what was there or the whole text. Throws std::runtime_error when it cannot be written.
void replace_text_file(std::string const& path, std::string_view text, std::string_view what);

}  // namespace iam::program
