// The presigned query: the target is a line, the rest is the body. Nothing does harm, and what is signed here holds.
#include "signed.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace iam::sigv4;
  std::string_view input(reinterpret_cast<char const*>(data), size);
  auto const target = take_line(input);
  std::vector<iam::Header> const headers{{"Host", "localhost"}, {"x-k8s-aws-id", "cluster"}};
  verify({"GET", target, headers, input});

  // Of a parameter that is there already the first would win.
  if (target.find("X-Amz-") != std::string_view::npos || target.find('%') != std::string_view::npos) return 0;
  auto const presigned = presign({"GET", target, headers, input}, fuzz_signer(),
                                 iam::Time(std::chrono::seconds(1'772'705'472)), std::chrono::seconds(60));
  require(holds({"GET", presigned, headers, input}));
  return 0;
}
