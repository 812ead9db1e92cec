// How a host tool packs texts into the program: one after the other in blocks, which LZMA compresses. Texts that
// resemble each other are best added one after the other, those that resemble many others first: the first block is
// the dictionary of all others. src/catalogue/packed_texts.cc reads them.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace iam::tools {

// The inside of a string literal.
std::string literal(std::string_view bytes);

// That tells texts from each other which are nobody's work to make alike: 16 hexadecimal digits.
std::string checksum(std::string_view text);

// Where a text is: the members of a PackedPlace.
struct Place {
  std::size_t block;
  std::size_t offset;
  std::size_t size;
};

std::ostream& operator<<(std::ostream& out, Place const& place);  // its initializer

class Packer {
 public:
  Place add(std::string_view text);

  // `constexpr PackedBlock NAME[]` with everything that was added.
  void write(std::string_view name, std::ostream& out) const;

 private:
  std::vector<std::string> blocks_ = std::vector<std::string>(1);
};

}  // namespace iam::tools
