// The built program: a server that listens while the object lives, and runs that end by themselves.
#pragma once

#include "database.h"
#include "http.h"

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace conformance {

// `NAME=value`, instead of or beside what the test program inherited, but for the settings of IAM Local there.
using Environment = std::vector<std::string>;

struct Finished {
  int status;  // the exit status, or 128 + the signal
  std::string out;
  std::string err;
};

// Runs the program to its end.
Finished run(std::vector<std::string> arguments, Environment const& environment = {});

// `iamlocal serve` on a free port. Where the tests run on PostgreSQL, on a database of its own unless the flags name
// one.
class Server {
 public:
  // Returns when the listening line was read. Throws when there is none.
  explicit Server(std::vector<std::string> flags = {});
  ~Server();
  Server(Server const&) = delete;
  Server& operator=(Server const&) = delete;

  std::uint16_t port() const { return port_; }
  std::string const& first_line() const { return first_line_; }

  // Of the process, so far.
  std::size_t peak_memory_bytes() const;

  Response exchange(Request const& request) const { return Connection(port_).exchange(request); }

  // Each ends the process and returns its status as Finished has it.
  int terminate();
  int kill();

 private:
  int end(int signal);

  std::optional<Database> database_;
  pid_t process_ = 0;
  int out_ = -1;
  std::string first_line_;
  std::uint16_t port_ = 0;
};

// One server for all tests of this program that do not need their own.
Server& shared_server();

// A directory that exists while the object lives.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(TemporaryDirectory const&) = delete;
  TemporaryDirectory& operator=(TemporaryDirectory const&) = delete;

  std::string file(std::string const& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace conformance
