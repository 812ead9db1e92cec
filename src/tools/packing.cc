#include "packing.h"

#include <lzma.h>

#include <cstdint>
#include <cstdio>
#include <stdexcept>
#include <utility>

namespace iam::tools {
namespace {

// Together with the first block, which is the dictionary of the others, as much as the window. Larger blocks would save
// some per cent more and cost every first reader of a text more.
constexpr std::size_t kBlockBytes = 512 * 1024;

// As in src/catalogue/packed_texts.cc.
constexpr std::uint32_t kWindowBytes = std::uint32_t{1} << 20;

std::uint8_t const* bytes(std::string_view text) { return reinterpret_cast<std::uint8_t const*>(text.data()); }

std::string entry(std::string_view block, std::string_view dictionary) {
  lzma_options_lzma options;
  if (lzma_lzma_preset(&options, 9 | LZMA_PRESET_EXTREME)) throw std::runtime_error("LZMA has no such preset");
  options.dict_size = kWindowBytes;
  options.pb = 0;  // text has no alignment
  options.preset_dict = bytes(dictionary);
  options.preset_dict_size = static_cast<std::uint32_t>(dictionary.size());
  lzma_filter const filters[] = {{LZMA_FILTER_LZMA2, &options}, {LZMA_VLI_UNKNOWN, nullptr}};

  std::string packed(lzma_stream_buffer_bound(block.size()), '\0');
  std::size_t size = 0;
  if (lzma_raw_buffer_encode(filters, nullptr, bytes(block), block.size(),
                             reinterpret_cast<std::uint8_t*>(packed.data()), &size, packed.size()) != LZMA_OK) {
    throw std::runtime_error("LZMA cannot compress");
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

std::string checksum(std::string_view text) {
  char digits[17];
  std::snprintf(digits, sizeof digits, "%016llx",
                static_cast<unsigned long long>(lzma_crc64(bytes(text), text.size(), 0)));
  return digits;
}

std::ostream& operator<<(std::ostream& out, Place const& place) {
  return out << '{' << place.block << ", " << place.offset << ", " << place.size << '}';
}

Place Packer::add(std::string_view text) {
  if (!blocks_.back().empty() && blocks_.back().size() + text.size() > kBlockBytes) blocks_.emplace_back();
  auto& block = blocks_.back();
  Place const place{blocks_.size() - 1, block.size(), text.size()};
  block += text;
  return place;
}

void Packer::write(std::string_view name, std::ostream& out) const {
  out << "constexpr PackedBlock " << name << "[] = {\n";
  std::string_view dictionary;
  for (auto const& block : blocks_) {
    out << entry(block, dictionary);
    dictionary = blocks_.front();
  }
  out << "};\n";
}

}  // namespace iam::tools
