// The bodies of Alexa for Business: the operation's name, a line feed, the body.
#include "emulator.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

using namespace iam;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static auto* const emulator = new fuzz::Emulator();

  std::string_view input(reinterpret_cast<char const*>(data), size);
  auto const operation = "AlexaForBusiness." + std::string(fuzz::take_line(input));
  std::array const headers = {Header{"X-Amz-Target", operation}, Header{"Content-Type", "application/x-amz-json-1.1"}};
  fuzz::require_json(fuzz::Emulator::send(emulator->trusting(), {"POST", "/", headers, input, "127.0.0.1"}));
  return 0;
}
