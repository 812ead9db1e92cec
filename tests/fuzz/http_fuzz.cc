// The HTTP entry: method, target and headers a line each, an empty line, the body.
#include "emulator.h"

#include <cstdint>
#include <string_view>
#include <vector>

using namespace iam;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static auto* const emulator = new fuzz::Emulator();

  std::string_view input(reinterpret_cast<char const*>(data), size);
  gateway::HttpRequest request;
  request.method = fuzz::take_line(input);
  request.target = fuzz::take_line(input);
  std::vector<Header> headers;
  for (auto line = fuzz::take_line(input); !line.empty(); line = fuzz::take_line(input)) {
    auto const colon = std::min(line.find(':'), line.size());
    headers.push_back({line.substr(0, colon), line.substr(std::min(line.size(), colon + 1))});
  }
  request.headers = headers;
  request.body = input;
  request.peer = "127.0.0.1";

  fuzz::Emulator::send(emulator->trusting(), request);
  fuzz::Emulator::send(emulator->verifying(), request);
  return 0;
}
