// Questions to a server that runs: what commands such as `health` and `import` ask.
#pragma once

#include "options.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace iam::program {

struct Question {
  std::string_view method = "GET";
  std::string_view target;  // "/_iam/health", with its query
  std::string_view body = {};
  std::size_t answer_bytes_max = 64 * 1024;
  std::chrono::seconds deadline{2};
};

struct Answer {
  int status = 0;
  std::string status_line;  // "HTTP/1.1 200 OK"
  std::string head;         // that line, and all headers
  std::string body;
};

// Asks the server that these options would start, with the operator's token when they have one. Throws UsageError when
// they do not say where it is, and std::runtime_error when nothing answers as HTTP does. After the deadline the process
// ends with 1, saying so on stderr.
Answer ask_server(Options const& options, Question const& question);

}  // namespace iam::program
