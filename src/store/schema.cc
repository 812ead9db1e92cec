#include "schema.h"

#include "embedded_schema.h"

namespace iam::store {

Schema known_schema() {
  auto const texts = embedded_schema();
  return {.whole = texts.front(), .steps = texts.subspan(1)};
}

std::span<std::string_view const> way_from(Schema const& schema, std::int64_t version) {
  if (version == 0) return {&schema.whole, 1};
  return schema.steps.subspan(static_cast<std::size_t>(version - 1));
}

}  // namespace iam::store
