// The Authorization header: it and then headers, a line each, an empty line, the body. Nothing does harm, and what is
// signed here holds.
#include "signed.h"

#include "iam/base/text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace {

// Whether signing can name the header in SignedHeaders, and does not add one of that name.
bool can_be_signed(std::string_view name) {
  auto const is_fit = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !name.empty() && std::all_of(name.begin(), name.end(), is_fit) &&
         !iam::equals_ignoring_case(name, "X-Amz-Date") && !iam::equals_ignoring_case(name, "Authorization");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace iam::sigv4;
  std::string_view input(reinterpret_cast<char const*>(data), size);
  auto const authorization = take_line(input);
  std::vector<iam::Header> headers{{"Host", "localhost"}};
  bool is_signable = true;
  for (auto line = take_line(input); !line.empty(); line = take_line(input)) {
    auto const colon = std::min(line.find(':'), line.size());
    headers.push_back({line.substr(0, colon), line.substr(std::min(line.size(), colon + 1))});
    is_signable = is_signable && can_be_signed(headers.back().name);
  }

  auto claimed = headers;
  claimed.push_back({"Authorization", authorization});
  verify({"POST", "/", claimed, input});

  if (!is_signable) return 0;
  auto const added = sign({"POST", "/", headers, input}, fuzz_signer(), iam::Time(std::chrono::seconds(1'772'705'472)));
  for (auto const& [name, value] : added) headers.push_back({name, value});
  require(holds({"POST", "/", headers, input}));
  return 0;
}
