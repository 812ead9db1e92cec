// Texts that the program carries compressed, and that are read where they lie: nothing is done at start-up.
// src/tools/packing.h writes them.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>

namespace iam::catalogue {

// Many texts, one after the other, compressed by zlib.
struct PackedBlock {
  std::string_view packed;
  std::size_t unpacked_size;
};

// Where a text is: its block, and its place in that when it is unpacked.
struct PackedPlace {
  std::size_t block;
  std::size_t offset;
  std::size_t size;
};

// Thread-safe. The block that was read last is kept for those who read its neighbours.
class PackedTexts {
 public:
  explicit PackedTexts(std::span<PackedBlock const> blocks) : blocks_(blocks) {}

  std::string at(PackedPlace const& place);

 private:
  std::shared_ptr<std::string const> unpacked(std::size_t block);

  std::span<PackedBlock const> blocks_;
  std::mutex mutex_;
  std::size_t kept_block_ = 0;
  std::shared_ptr<std::string const> kept_;
};

}  // namespace iam::catalogue
