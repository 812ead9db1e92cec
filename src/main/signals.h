// Signals taken one by one, as values, instead of in handlers.
#pragma once

#include <csignal>
#include <initializer_list>

namespace iam::program {

// While it lives, its signals wait to be taken. Make it before the first thread starts: threads inherit what their
// maker blocks, and a signal goes to any thread that does not block it.
class SignalQueue {
 public:
  explicit SignalQueue(std::initializer_list<int> signals);
  ~SignalQueue();
  SignalQueue(SignalQueue const&) = delete;
  SignalQueue& operator=(SignalQueue const&) = delete;

  // Waits for the next signal; who sent it is told, too.
  siginfo_t wait();

  // A file that can be read from as soon as one of them waits, until the queue is gone. It is the caller's to close.
  int open_file() const;

  // From here on, the first of the signals ends the process at once.
  void exit_on_next();

 private:
  sigset_t taken_;
  sigset_t before_;
};

// A client that hangs up, or a file that may not grow, is an error of that one write and not the end of the process.
void ignore_write_signals();

}  // namespace iam::program
