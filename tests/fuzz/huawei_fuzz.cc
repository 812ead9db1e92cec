// The bodies of Huawei's API: the method, a line feed, the target behind /v5/, a line feed, the body.
#include "emulator.h"

#include <cstdint>
#include <string>
#include <string_view>

using namespace iam;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static auto* const emulator = new fuzz::Emulator();

  std::string_view input(reinterpret_cast<char const*>(data), size);
  auto const method = fuzz::take_line(input);
  auto const target = "/v5/" + std::string(fuzz::take_line(input));
  fuzz::require_json(fuzz::Emulator::send(emulator->trusting(), {method, target, {}, input, "127.0.0.1"}));
  return 0;
}
