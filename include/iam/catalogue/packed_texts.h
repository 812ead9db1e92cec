// Texts that the program carries compressed, and that are read where they lie: nothing is done at start-up.
// src/tools/packing.h writes them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>

namespace iam::catalogue {

// Many texts, one after the other, compressed by LZMA. The first block is the dictionary of all others.
struct PackedBlock {
  std::string_view packed;
  std::size_t unpacked_size;
};

// Where a text is: its block, and its place in that when it is unpacked.
struct PackedPlace {
  std::uint32_t block;
  std::uint32_t offset;
  std::uint32_t size;
};

// Thread-safe. A block is unpacked when a text of it is first asked for, which takes some milliseconds, and then kept:
// what was read is read often.
class PackedTexts {
 public:
  explicit PackedTexts(std::span<PackedBlock const> blocks);

  // Lives as long as this.
  std::string_view at(PackedPlace const& place);

 private:
  struct Opened {
    std::once_flag once;
    std::string text;
  };

  std::string const& unpacked(std::size_t block);

  std::span<PackedBlock const> blocks_;
  std::unique_ptr<Opened[]> opened_;
};

}  // namespace iam::catalogue
