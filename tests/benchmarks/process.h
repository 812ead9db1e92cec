// A child process that ends with its owner, and what the kernel knows about it.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace iam::bench {

// CPU time of a process and of its living children.
std::chrono::nanoseconds family_cpu_time(pid_t pid);

class Process {
 public:
  // Starts `command`, whose first word is the program's path. Throws std::system_error.
  explicit Process(std::vector<std::string> const& command);
  Process(Process const&) = delete;
  Process& operator=(Process const&) = delete;
  // Asks it to stop with SIGTERM and waits for its end.
  ~Process();

  // The next line of its standard output. Throws when the process ends instead.
  std::string read_line();

  std::chrono::nanoseconds cpu_time() const { return family_cpu_time(pid_); }
  std::size_t resident_bytes() const;
  // The most there were at any time.
  std::size_t peak_resident_bytes() const;

 private:
  pid_t pid_;
  int output_;
};

}  // namespace iam::bench
