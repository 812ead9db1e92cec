#include "iam/catalogue/packed_texts.h"

#include <zlib.h>

#include <stdexcept>

namespace iam::catalogue {
namespace {

std::string unpack(PackedBlock const& block) {
  std::string text(block.unpacked_size, '\0');
  uLongf size = text.size();
  if (uncompress(reinterpret_cast<Bytef*>(text.data()), &size, reinterpret_cast<Bytef const*>(block.packed.data()),
                 block.packed.size()) != Z_OK ||
      size != text.size()) {
    throw std::runtime_error("what the program carries compressed is damaged");
  }
  return text;
}

}  // namespace

std::string PackedTexts::at(PackedPlace const& place) {
  return unpacked(place.block)->substr(place.offset, place.size);
}

std::shared_ptr<std::string const> PackedTexts::unpacked(std::size_t block) {
  std::lock_guard lock(mutex_);
  if (kept_ == nullptr || kept_block_ != block) {
    kept_ = std::make_shared<std::string const>(unpack(blocks_[block]));
    kept_block_ = block;
  }
  return kept_;
}

}  // namespace iam::catalogue
