// The HTTP entry: method, target and headers a line each, an empty line, the body. Every request is answered once, and
// not with an internal error.
#include "iam/base/log.h"
#include "iam/gateway/gateway.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace {

using namespace iam;

struct Emulator {
  Emulator() {
    log::configure(log::Level::kOff, log::Format::kText);
    clock.set(Time(std::chrono::milliseconds(1'772'705'472'000)));
  }

  service::LastUsed last_used;
  std::unique_ptr<store::Store> store = store::Store::open({});
  EmulatorClock clock;
  std::unique_ptr<RandomSource> random = make_seeded_random(1);
  IdSource ids{*random};
  service::Seal seal{*store, *random};

  std::unique_ptr<gateway::Gateway> make(gateway::AuthMode auth_mode) {
    return gateway::make_gateway({.store = *store,
                                  .clock = clock,
                                  .ids = ids,
                                  .last_used = last_used,
                                  .seal = seal,
                                  .default_account = AccountId(123456789012),
                                  .auth_mode = auth_mode,
                                  .scope_region = {},
                                  .description = {"0", ":memory:", "normal"},
                                  .more_metrics = {}});
  }
  std::unique_ptr<gateway::Gateway> trusting = make(gateway::AuthMode::kOff);
  std::unique_ptr<gateway::Gateway> verifying = make(gateway::AuthMode::kVerify);
};

std::string_view take_line(std::string_view& input) {
  auto const line = input.substr(0, input.find('\n'));
  input.remove_prefix(std::min(input.size(), line.size() + 1));
  return line;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  // One store for all inputs, so that they meet what others left behind.
  static auto* const emulator = new Emulator();

  std::string_view input(reinterpret_cast<char const*>(data), size);
  gateway::HttpRequest request;
  request.method = take_line(input);
  request.target = take_line(input);
  std::vector<Header> headers;
  for (auto line = take_line(input); !line.empty(); line = take_line(input)) {
    auto const colon = std::min(line.find(':'), line.size());
    headers.push_back({line.substr(0, colon), line.substr(std::min(line.size(), colon + 1))});
  }
  request.headers = headers;
  request.body = input;
  request.peer = "127.0.0.1";

  for (auto* gateway : {emulator->trusting.get(), emulator->verifying.get()}) {
    int replies = 0;
    gateway->handle(request, [&](gateway::HttpResponse const& response) {
      ++replies;
      if (response.status == 500) std::abort();
    });
    if (replies != 1) std::abort();
  }
  return 0;
}
