// Choices made by bytes, so that one generator serves a property test, which shrinks the bytes, and a fuzzer, which
// changes them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace iam::truth {

class Choices {
 public:
  // The bytes outlive it.
  explicit Choices(std::span<std::uint8_t const> bytes) : bytes_(bytes) {}

  // From 0 to `count` - 1. Zero is the simplest, and all that there is once the bytes are used up.
  std::size_t below(std::size_t count) {
    if (bytes_.empty()) return 0;
    auto const byte = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return byte % count;
  }

  bool perhaps() { return below(2) == 1; }
  bool seldom() { return below(5) == 4; }

  std::string word(std::initializer_list<std::string_view> words) {
    return std::string(*(words.begin() + below(words.size())));
  }

  // Up to `most` of them, each once.
  std::vector<std::string> words(std::initializer_list<std::string_view> from, std::size_t most) {
    std::vector<std::string> chosen;
    for (auto left = below(most + 1); left > 0; --left) {
      auto one = word(from);
      bool is_new = true;
      for (auto const& each : chosen) is_new = is_new && each != one;
      if (is_new) chosen.push_back(std::move(one));
    }
    return chosen;
  }

 private:
  std::span<std::uint8_t const> bytes_;
};

}  // namespace iam::truth
