// The operator's JSON: the method, a line feed, the target behind /_iam/, a line feed, the body.
#include "emulator.h"

#include <cstdint>
#include <string>
#include <string_view>

using namespace iam;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static auto* const emulator = new fuzz::Emulator();

  std::string_view input(reinterpret_cast<char const*>(data), size);
  auto const method = fuzz::take_line(input);
  auto const target = "/_iam/" + std::string(fuzz::take_line(input));
  fuzz::Emulator::send(emulator->trusting(), {method, target, {}, input, "127.0.0.1"});
  return 0;
}
