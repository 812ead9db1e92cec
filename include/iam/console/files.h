// The console's files: what Vite made of src/console, as the program carries them. Nothing is done at start-up.
#pragma once

#include "iam/catalogue/packed_texts.h"

#include <span>
#include <string_view>

namespace iam::console {

struct File {
  std::string_view path;      // below the console's address: "index.html", "assets/why-B3xk9_aQ.js"
  std::string_view checksum;  // of its contents: another build's file of that path has another
  catalogue::PackedPlace place;
};

// By path. There is always an index.html.
std::span<File const> files();

// The one at this path; null when there is none.
File const* file_at(std::string_view path);

// REQUIRES of both: the file is one of files(). What they answer is made when it is first asked for, which takes some
// milliseconds, and lives as long as the program. Thread-safe.
std::string_view contents(File const& file);
std::string_view gzipped(File const& file);

}  // namespace iam::console
