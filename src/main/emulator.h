// Store, gateway and server put together: the one place that knows all of them.
#pragma once

#include "iam/base/ids.h"
#include "iam/base/randomness.h"
#include "iam/base/time.h"
#include "iam/call/last_used.h"
#include "iam/call/seal.h"
#include "iam/face/request_journal.h"
#include "iam/formats/self_signed.h"
#include "iam/gateway/gateway.h"
#include "iam/server/server.h"
#include "iam/store/store.h"
#include "options.h"

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

namespace iam::program {

class Emulator {
 public:
  // Opens the store, listens, and applies the seeds: nothing is answered before start(). Throws std::runtime_error with
  // a sentence for the person who started the program.
  explicit Emulator(Options const& options);
  ~Emulator();
  Emulator(Emulator const&) = delete;
  Emulator& operator=(Emulator const&) = delete;

  // Serves on threads of its own. Should serving fail, the process gets SIGTERM and stop() throws the reason.
  void start();

  // Finishes what is in flight, writes down what was observed, then flushes the store. Throws what went wrong.
  void stop();

  std::uint16_t port() const { return server_.port(); }
  std::string address() const { return server_.address(); }  // the first that it listens on
  std::string url() const { return server_.url(); }          // as the listening line shows it
  // What clients have to trust, in PEM; null unless a certificate was made.
  std::string const* authority() const { return own_identity_.has_value() ? &own_identity_->authority : nullptr; }

 private:
  void stop_serving();
  void write_observations(std::stop_token const& stopped);

  std::optional<formats::SelfSigned> const own_identity_;
  service::LastUsed last_used_;
  std::unique_ptr<store::Store> store_;
  EmulatorClock clock_;
  Randomness random_;
  IdSource ids_;
  service::Seal seal_;
  std::unique_ptr<gateway::RequestJournal> requests_;  // null: none is kept
  std::unique_ptr<gateway::Gateway> gateway_;
  server::Server server_;
  std::exception_ptr failure_;  // written by serving_, read when it has ended
  std::thread serving_;
  std::mutex writing_mutex_;
  std::condition_variable_any writing_stopped_;
  std::jthread writing_;  // what was observed, from time to time
};

}  // namespace iam::program
