#include "packing.h"

#include <zlib.h>

#include <cstdio>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace iam::tools {
namespace {

// Larger blocks would save a few per cent and cost every reader of a text more.
constexpr std::size_t kBlockBytes = 128 * 1024;

std::string entry(std::string const& block) {
  auto size = compressBound(block.size());
  std::string packed(size, '\0');
  if (compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<Bytef const*>(block.data()),
                block.size(), Z_BEST_COMPRESSION) != Z_OK) {
    throw std::runtime_error("zlib cannot compress");
  }
  packed.resize(size);
  return "    {\"" + literal(packed) + "\"sv, " + std::to_string(block.size()) + "},\n";
}

}  // namespace

// Three octal digits end an escape whatever follows.
std::string literal(std::string_view bytes) {
  std::string text;
  char escape[5];
  for (unsigned char const c : bytes) {
    if (c >= ' ' && c <= '~' && c != '"' && c != '\\' && c != '?') {
      text += static_cast<char>(c);
    } else {
      std::snprintf(escape, sizeof escape, "\\%03o", static_cast<unsigned>(c));
      text += escape;
    }
  }
  return text;
}

std::string Packer::add(std::string_view text) {
  if (!blocks_.back().empty() && blocks_.back().size() + text.size() > kBlockBytes) blocks_.emplace_back();
  auto& block = blocks_.back();
  std::ostringstream place;
  place << '{' << blocks_.size() - 1 << ", " << block.size() << ", " << text.size() << '}';
  block += text;
  return std::move(place).str();
}

void Packer::write(std::ostream& out) const {
  out << "constexpr PackedBlock kBlocks[] = {\n";
  for (auto const& block : blocks_) out << entry(block);
  out << "};\n";
}

}  // namespace iam::tools
