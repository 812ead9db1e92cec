#include "health.h"

#include "client.h"

#include <fmt/format.h>

#include <stdexcept>
#include <string_view>

namespace iam::program {

int health(Options const& options) {
  auto const answer = ask_server(options, {.target = "/_iam/health"});
  if (answer.status != 200) throw std::runtime_error(fmt::format("the server is not well: '{}'", answer.status_line));
  std::string_view const body(answer.body);
  fmt::print("{}\n", body.substr(0, body.find('\n')));
  return 0;
}

}  // namespace iam::program
