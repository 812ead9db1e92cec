#include "iam/console/files.h"

#include "files_table.h"
#include "iam/formats/deflate.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>

namespace iam::console {
namespace {

struct Compressed {
  std::once_flag once;
  std::string bytes;
};

}  // namespace

File const* file_at(std::string_view path) {
  auto const found = std::ranges::lower_bound(files(), path, {}, &File::path);
  return found == files().end() || found->path != path ? nullptr : &*found;
}

std::string_view contents(File const& file) {
  static catalogue::PackedTexts texts(blocks());
  return texts.at(file.place);
}

std::string_view gzipped(File const& file) {
  static auto const all = std::make_unique<Compressed[]>(files().size());
  auto& compressed = all[static_cast<std::size_t>(&file - files().data())];
  std::call_once(compressed.once, [&] { compressed.bytes = formats::gzipped(contents(file)); });
  return compressed.bytes;
}

}  // namespace iam::console
