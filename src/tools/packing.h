// How a host tool packs texts into the program: one after the other in blocks, which zlib compresses. Neighbours
// resemble each other, so that a block of them compresses well. src/catalogue/packed_texts.cc reads them.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace iam::tools {

// The inside of a string literal.
std::string literal(std::string_view bytes);

class Packer {
 public:
  // Where the text will be, as the initializer of a PackedPlace.
  std::string add(std::string_view text);

  // `constexpr PackedBlock kBlocks[]` with everything that was added.
  void write(std::ostream& out) const;

 private:
  std::vector<std::string> blocks_ = std::vector<std::string>(1);
};

}  // namespace iam::tools
