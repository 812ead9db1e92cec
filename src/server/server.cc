#include "iam/server/server.h"

#include "listening.h"
#include "worker.h"

#include "iam/base/log.h"

#include <fmt/format.h>

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

namespace iam::server {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kAcceptPause{100};      // after an error that the next attempt would meet again
constexpr std::size_t kOtherDescriptors = 64;  // files of the store, pipes, and what a connection opens for a moment

std::unique_ptr<TlsIdentity> tls_identity(Options const& options) {
  if (options.tls_pem) return std::make_unique<TlsIdentity>(*options.tls_pem);
  if (options.tls_cert.empty() && options.tls_key.empty()) return nullptr;
  if (options.tls_cert.empty()) throw std::runtime_error("TLS needs a certificate beside the key");
  if (options.tls_key.empty()) throw std::runtime_error("TLS needs a key beside the certificate");
  return std::make_unique<TlsIdentity>(options.tls_cert, options.tls_key);
}

// Fewer connections where the process may not open so many files, so that a flood leaves the store its own.
Limits attainable(Limits limits) {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur != RLIM_INFINITY) {
    std::size_t const open_files = files.rlim_cur;
    limits.connections = std::min(limits.connections, std::max(open_files, kOtherDescriptors + 1) - kOtherDescriptors);
  }
  return limits;
}

}  // namespace

class Server::Impl {
 public:
  Impl(Options const& options, gateway::Gateway& gateway)
      : limits_(attainable(options.limits)), tls_(tls_identity(options)), body_room_(limits_.unfinished_body_bytes) {
    std::size_t const threads =
        options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
    for (std::size_t i = 0; i < threads; ++i) {
      workers_.push_back(std::make_unique<Worker>(limits_, gateway, counters_, body_room_, tls_.get()));
    }
    auto& context = workers_.front()->context();
    for (auto& acceptor : listen(options.hosts, options.port, context)) {
      doors_.emplace_back(std::move(acceptor), context);
    }
    endpoint_ = doors_.front().acceptor.local_endpoint();
  }

  std::uint16_t port() const { return endpoint_.port(); }

  std::string address() const { return endpoint_.address().to_string(); }

  std::string url() const { return fmt::format("{}://{}", tls_ == nullptr ? "http" : "https", text(endpoint_)); }

  void run() {
    std::vector<std::jthread> threads;
    try {
      for (std::size_t i = 1; i < workers_.size(); ++i) {
        threads.emplace_back([worker = workers_[i].get()] { worker->run(); });
      }
    } catch (...) {
      stop();  // else the threads that did start would never end
      throw;
    }
    for (auto& door : doors_) accept(door);
    workers_.front()->run();
  }

  void stop() {
    if (stopping_.exchange(true)) return;
    asio::post(workers_.front()->context(), [this] {
      error_code gone;
      for (auto& door : doors_) {
        door.acceptor.close(gone);
        door.pause.cancel();
      }
    });
    for (auto const& worker : workers_) worker->stop();
  }

  Stats stats() const {
    return {.connections_open = counters_.connections_open,
            .connections_accepted = counters_.connections_accepted,
            .connections_refused = counters_.connections_refused,
            .requests_rejected = counters_.requests_rejected,
            .accepts_failed = counters_.accepts_failed};
  }

 private:
  using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, asio::io_context::executor_type>;

  // An address that is listened on. Both are of the first worker.
  struct Door {
    Door(Acceptor listening, asio::io_context& context) : acceptor(std::move(listening)), pause(context) {}

    Acceptor acceptor;
    Timer pause;
    std::size_t next_worker = 0;
  };

  void accept(Door& door) {
    if (!door.acceptor.is_open()) return;
    Worker& worker = *workers_[door.next_worker];
    door.acceptor.async_accept(worker.context(), [this, &door, &worker](error_code const& error, Socket socket) {
      if (!door.acceptor.is_open()) return;
      if (error) return accept_after(error, door);
      door.next_worker = (door.next_worker + 1) % workers_.size();
      admit(std::move(socket), worker);
      accept(door);
    });
  }

  void accept_after(error_code const& error, Door& door) {
    if (error == asio::error::connection_aborted) return accept(door);
    ++counters_.accepts_failed;
    log::warning("cannot accept a connection: {}", error.message());
    door.pause.expires_after(kAcceptPause);
    door.pause.async_wait([this, &door](error_code const&) { accept(door); });
  }

  void admit(Socket socket, Worker& worker) {
    if (counters_.connections_open >= limits_.connections) {
      ++counters_.connections_refused;
      refuse(std::move(socket));
    } else {
      ++counters_.connections_accepted;
      ++counters_.connections_open;
      worker.adopt(std::move(socket));
    }
  }

  // Tells a plain client why, if that needs no waiting, and closes.
  void refuse(Socket socket) {
    if (tls_ != nullptr) return;
    std::string answer;
    append_answer(answer, bare_answer(503), Persistence::kClose, AnswerBody::kSent);
    error_code gone;
    socket.non_blocking(true, gone);
    socket.write_some(asio::buffer(answer), gone);
    socket.shutdown(Socket::shutdown_send, gone);
  }

  Limits const limits_;
  std::unique_ptr<TlsIdentity> const tls_;
  Counters counters_;
  BodyRoom body_room_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::deque<Door> doors_;  // which do not move
  tcp::endpoint endpoint_;  // of the first
  std::atomic<bool> stopping_ = false;
};

Server::Server(Options const& options, gateway::Gateway& gateway) : impl_(std::make_unique<Impl>(options, gateway)) {}

Server::~Server() = default;

std::uint16_t Server::port() const { return impl_->port(); }

std::string Server::address() const { return impl_->address(); }

std::string Server::url() const { return impl_->url(); }

void Server::run() { impl_->run(); }

void Server::stop() { impl_->stop(); }

Stats Server::stats() const { return impl_->stats(); }

}  // namespace iam::server
