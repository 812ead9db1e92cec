#include "program.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace conformance {
namespace {

constexpr int kPatienceMs = std::chrono::milliseconds(kPatience).count();

std::string program_path() {
  char const* const named = std::getenv("IAMLOCAL_BINARY");
  return named != nullptr ? named : IAM_PROGRAM;
}

struct Pipe {
  int read_end = -1;
  int write_end = -1;
};

Pipe open_pipe() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("cannot open a pipe");
  return {ends[0], ends[1]};
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> result;
  for (auto& each : strings) result.push_back(each.data());
  result.push_back(nullptr);
  return result;
}

// Whether an inherited variable is neither a setting of IAM Local nor given anew.
bool is_passed_on(std::string_view inherited, Environment const& added) {
  auto const name = inherited.substr(0, inherited.find('=') + 1);
  return !name.starts_with("IAMLOCAL_") &&
         std::none_of(added.begin(), added.end(), [&](auto const& each) { return each.starts_with(name); });
}

// Starts the program; -1 leaves the stream as it is.
pid_t start(std::vector<std::string> arguments, Environment const& added, int out, int err) {
  auto const path = program_path();
  arguments.insert(arguments.begin(), path);
  auto environment = added;
  for (char** each = environ; *each != nullptr; ++each) {
    if (is_passed_on(*each, added)) environment.emplace_back(*each);
  }

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (out >= 0) posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  if (err >= 0) posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
  pid_t process = 0;
  auto const error =
      posix_spawn(&process, path.c_str(), &actions, nullptr, pointers(arguments).data(), pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("cannot run " + path + ": " + std::strerror(error));
  return process;
}

// Waits for the end, for as long as patience lasts; then makes an end.
int reap(pid_t process) {
  // By its number: glibc 2.36 declares pidfd_open for C alone.
  auto const handle = static_cast<int>(syscall(SYS_pidfd_open, process, 0));
  pollfd ended{.fd = handle, .events = POLLIN, .revents = 0};
  bool const in_time = poll(&ended, 1, kPatienceMs) == 1;
  close(handle);
  if (!in_time) ::kill(process, SIGKILL);
  int status = 0;
  waitpid(process, &status, 0);
  if (!in_time) throw std::runtime_error("the program did not end in time");
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

// Appends what there is to read; false at the end of the stream.
bool read_some(int file, std::string& text) {
  std::array<char, 4096> part;
  auto const count = read(file, part.data(), part.size());
  if (count <= 0) return false;
  text.append(part.data(), static_cast<std::size_t>(count));
  return true;
}

}  // namespace

Finished run(std::vector<std::string> arguments, Environment const& environment) {
  auto const out = open_pipe();
  auto const err = open_pipe();
  auto const process = start(std::move(arguments), environment, out.write_end, err.write_end);
  close(out.write_end);
  close(err.write_end);

  Finished finished{};
  std::array<pollfd, 2> streams = {pollfd{out.read_end, POLLIN, 0}, pollfd{err.read_end, POLLIN, 0}};
  // A negative file is one that poll passes over: the stream has ended.
  while ((streams[0].fd >= 0 || streams[1].fd >= 0) && poll(streams.data(), streams.size(), kPatienceMs) > 0) {
    if (streams[0].revents != 0 && !read_some(out.read_end, finished.out)) streams[0].fd = -1;
    if (streams[1].revents != 0 && !read_some(err.read_end, finished.err)) streams[1].fd = -1;
  }
  close(out.read_end);
  close(err.read_end);
  finished.status = reap(process);
  return finished;
}

Server::Server(std::vector<std::string> flags) {
  std::vector<std::string> arguments = {"serve", "--port", "0", "--log-level", "error"};
  bool const has_database = std::ranges::any_of(flags, [](auto const& flag) { return flag.starts_with("--db"); });
  if (runs_on_postgres() && !has_database) {
    database_.emplace();
    arguments.insert(arguments.end(), {"--db", database_->uri()});
  }
  arguments.insert(arguments.end(), flags.begin(), flags.end());
  auto const out = open_pipe();
  process_ = start(std::move(arguments), {}, out.write_end, -1);
  close(out.write_end);
  out_ = out.read_end;

  pollfd readable{.fd = out_, .events = POLLIN, .revents = 0};
  while (first_line_.find('\n') == std::string::npos) {
    if (poll(&readable, 1, kPatienceMs) != 1 || !read_some(out_, first_line_)) {
      kill();
      throw std::runtime_error("the server said on stdout: '" + first_line_ + "', and no more");
    }
  }
  first_line_.erase(first_line_.find('\n'));
  port_ = static_cast<std::uint16_t>(std::stoi(first_line_.substr(first_line_.rfind(':') + 1)));
}

Server::~Server() {
  if (process_ != 0) kill();
  close(out_);
}

std::size_t Server::peak_memory_bytes() const {
  std::ifstream status("/proc/" + std::to_string(process_) + "/status");
  std::size_t kibibytes = 0;
  for (std::string word; status >> word;) {
    if (word == "VmHWM:") status >> kibibytes;
  }
  if (kibibytes == 0) throw std::runtime_error("the server's memory cannot be read");
  return kibibytes * 1024;
}

int Server::terminate() { return end(SIGTERM); }

int Server::kill() { return end(SIGKILL); }

int Server::end(int signal) {
  ::kill(process_, signal);
  return reap(std::exchange(process_, 0));
}

Server& shared_server() {
  static Server server;
  return server;
}

TemporaryDirectory::TemporaryDirectory() {
  path_ = std::filesystem::temp_directory_path() / "iamlocal-conformance-XXXXXX";
  if (mkdtemp(path_.data()) == nullptr) throw std::runtime_error("cannot make a directory");
}

TemporaryDirectory::~TemporaryDirectory() { std::filesystem::remove_all(path_); }

}  // namespace conformance
