#include "iam/catalogue/packed_texts.h"

#include <lzma.h>

#include <stdexcept>

namespace iam::catalogue {
namespace {

// Holds the dictionary and a block. src/tools/packing.cc packs with the same.
constexpr std::uint32_t kWindowBytes = std::uint32_t{1} << 20;

std::string unpack(PackedBlock const& block, std::string_view dictionary) {
  lzma_options_lzma options{};
  options.dict_size = kWindowBytes;
  options.preset_dict = reinterpret_cast<std::uint8_t const*>(dictionary.data());
  options.preset_dict_size = static_cast<std::uint32_t>(dictionary.size());
  lzma_filter const filters[] = {{LZMA_FILTER_LZMA2, &options}, {LZMA_VLI_UNKNOWN, nullptr}};

  std::string text(block.unpacked_size, '\0');
  std::size_t read = 0;
  std::size_t written = 0;
  auto const done =
      lzma_raw_buffer_decode(filters, nullptr, reinterpret_cast<std::uint8_t const*>(block.packed.data()), &read,
                             block.packed.size(), reinterpret_cast<std::uint8_t*>(text.data()), &written, text.size());
  if (done != LZMA_OK || written != text.size()) {
    throw std::runtime_error("what the program carries compressed is damaged");
  }
  return text;
}

}  // namespace

PackedTexts::PackedTexts(std::span<PackedBlock const> blocks)
    : blocks_(blocks), opened_(std::make_unique<Opened[]>(blocks.size())) {}

std::string_view PackedTexts::at(PackedPlace const& place) {
  return std::string_view(unpacked(place.block)).substr(place.offset, place.size);
}

std::string const& PackedTexts::unpacked(std::size_t block) {
  auto& opened = opened_[block];
  std::call_once(opened.once, [&] {
    auto const dictionary = block == 0 ? std::string_view() : std::string_view(unpacked(0));
    opened.text = unpack(blocks_[block], dictionary);
  });
  return opened.text;
}

}  // namespace iam::catalogue
