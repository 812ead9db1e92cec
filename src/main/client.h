// Questions to a server that runs: what commands such as `health` and `import` ask.
#pragma once

#include "options.h"

#include <chrono>
#include <cstddef>
#include <stdexcept>
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

// Nothing answers where a server was asked, or not as a server of ours does.
class NoServerError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Asks the server that these options would start, with the operator's token when they have one. Throws UsageError when
// they do not say where it is, NoServerError when nothing answers as HTTP does, and std::runtime_error when the whole
// answer was not there at the deadline.
Answer ask_server(Options const& options, Question const& question);

}  // namespace iam::program
