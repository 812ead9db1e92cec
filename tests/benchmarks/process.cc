#include "process.h"

#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

#include <cerrno>
#include <ctime>
#include <fstream>
#include <stdexcept>
#include <system_error>

namespace iam::bench {
namespace {

[[noreturn]] void fail(char const* what) { throw std::system_error(errno, std::generic_category(), what); }

[[noreturn]] void run_child(std::vector<char*> const& words, int output) {
  // A bench that is interrupted leaves no server behind.
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  dup2(output, STDOUT_FILENO);
  execv(words.front(), words.data());
  _exit(127);
}

std::chrono::nanoseconds cpu_time_of(pid_t pid) {
  clockid_t clock;
  timespec time;
  if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &time) != 0) return {};
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace

std::chrono::nanoseconds family_cpu_time(pid_t pid) {
  std::chrono::nanoseconds total = cpu_time_of(pid);
  std::ifstream children(fmt::format("/proc/{0}/task/{0}/children", pid));
  for (pid_t child; children >> child;) total += cpu_time_of(child);
  return total;
}

Process::Process(std::vector<std::string> const& command) {
  std::vector<char*> words;
  for (auto const& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);

  int ends[2];
  if (pipe(ends) != 0) fail("pipe");
  pid_ = fork();
  if (pid_ < 0) fail("fork");
  if (pid_ == 0) run_child(words, ends[1]);
  close(ends[1]);
  output_ = ends[0];
}

Process::~Process() {
  kill(pid_, SIGTERM);
  waitpid(pid_, nullptr, 0);
  close(output_);
}

std::string Process::read_line() {
  std::string line;
  for (char next; read(output_, &next, 1) == 1;) {
    if (next == '\n') return line;
    line += next;
  }
  throw std::runtime_error("a server ended before it was ready");
}

std::size_t Process::resident_bytes() const {
  std::ifstream status(fmt::format("/proc/{}/statm", pid_));
  std::size_t total_pages = 0;
  std::size_t resident_pages = 0;
  status >> total_pages >> resident_pages;
  return resident_pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

std::size_t Process::peak_resident_bytes() const {
  std::ifstream status(fmt::format("/proc/{}/status", pid_));
  std::size_t kibibytes = 0;
  for (std::string word; status >> word;) {
    if (word == "VmHWM:") status >> kibibytes;
  }
  return kibibytes * 1024;
}

}  // namespace iam::bench
