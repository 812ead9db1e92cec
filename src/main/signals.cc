#include "signals.h"

#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>

namespace iam::program {

SignalQueue::SignalQueue(std::initializer_list<int> signals) {
  sigemptyset(&taken_);
  for (int signal : signals) sigaddset(&taken_, signal);
  pthread_sigmask(SIG_BLOCK, &taken_, &before_);
}

SignalQueue::~SignalQueue() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

siginfo_t SignalQueue::wait() {
  siginfo_t info{};
  while (sigwaitinfo(&taken_, &info) < 0 && errno == EINTR) {
  }
  return info;
}

int SignalQueue::open_file() const { return signalfd(-1, &taken_, SFD_CLOEXEC); }

void SignalQueue::exit_on_next() {
  for (int signal = 1; signal < NSIG; ++signal) {
    if (sigismember(&taken_, signal) == 1) std::signal(signal, [](int number) { _exit(128 + number); });
  }
  pthread_sigmask(SIG_UNBLOCK, &taken_, nullptr);
}

void ignore_write_signals() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

}  // namespace iam::program
