// The binders of all operations, each given the same form. A binder never throws; what is not sound has an error, with
// a message that is text.
#include "iam/base/encoding.h"
#include "iam/call/operation.h"
#include "iam/wire/query.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using iam::api::Violations, iam::api::Wording;
  auto const request = iam::wire::QueryRequest::parse({reinterpret_cast<char const*>(data), size}, "");
  if (!request.has_value()) return 0;
  for (auto const* operation : iam::service::operations()) {
    if (operation->bind == nullptr) continue;
    for (auto const wording : {Wording::kWithoutValue, Wording::kWithValue}) {
      Violations violations(wording);
      if (operation->bind(request->parameters(), violations) == nullptr) std::abort();
      auto const error = violations.error();
      if (error.has_value() && (error->code.empty() || !iam::is_utf8(error->message.value_or("")))) std::abort();
    }
  }
  return 0;
}
