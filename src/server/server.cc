#include "iam/server/server.h"

#include "worker.h"

#include "iam/base/log.h"

#include <boost/asio/basic_socket_acceptor.hpp>

#include <fmt/format.h>

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

namespace iam::server {
namespace {

using std::chrono::milliseconds;

constexpr int kBacklog = 1024;
constexpr milliseconds kAcceptPause{100};      // after an error that the next attempt would meet again
constexpr std::size_t kOtherDescriptors = 64;  // files of the store, pipes, and what a connection opens for a moment

std::string_view scheme(Options const& options) { return options.tls_cert.empty() ? "http" : "https"; }

asio::ip::address numeric_address(std::string const& host) {
  // No getaddrinfo: the program is linked statically.
  if (host == "localhost") return asio::ip::address_v4::loopback();
  error_code error;
  asio::ip::address address = asio::ip::make_address(host, error);
  if (error) {
    throw std::runtime_error(fmt::format(
        "cannot listen on \"{}\": the host must be a numeric address such as 127.0.0.1 or ::1, or localhost", host));
  }
  return address;
}

std::string text(tcp::endpoint const& endpoint) {
  std::string const address = endpoint.address().to_string();
  return fmt::format(fmt::runtime(endpoint.address().is_v6() ? "[{}]:{}" : "{}:{}"), address, endpoint.port());
}

std::string way_out(error_code const& error) {
  if (error == asio::error::address_in_use) return "; stop the other program or choose another port (0: any free one)";
  if (error == asio::error::access_denied) return "; choose a port above 1023";
  if (error == boost::system::errc::address_not_available) return "; choose an address of this machine";
  return "";
}

std::unique_ptr<TlsIdentity> tls_identity(Options const& options) {
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
      : limits_(attainable(options.limits)),
        scheme_(scheme(options)),
        tls_(tls_identity(options)),
        body_room_(limits_.unfinished_body_bytes) {
    std::size_t const threads =
        options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
    for (std::size_t i = 0; i < threads; ++i) {
      workers_.push_back(std::make_unique<Worker>(limits_, gateway, counters_, body_room_, tls_.get()));
    }
    listen({numeric_address(options.host), options.port});
  }

  std::uint16_t port() const { return endpoint_.port(); }

  std::string url() const { return fmt::format("{}://{}", scheme_, text(endpoint_)); }

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
    accept();
    workers_.front()->run();
  }

  void stop() {
    if (stopping_.exchange(true)) return;
    asio::post(workers_.front()->context(), [this] {
      error_code gone;
      acceptor_->close(gone);
      accept_timer_->cancel();
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
  using Acceptor = asio::basic_socket_acceptor<tcp, asio::io_context::executor_type>;
  using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, asio::io_context::executor_type>;

  void listen(tcp::endpoint const& endpoint) {
    acceptor_.emplace(workers_.front()->context());
    accept_timer_.emplace(workers_.front()->context());
    error_code error;
    // One acceptor that hands out connections, rather than one with SO_REUSEPORT for each thread: a second server on
    // the same port is an error to be told, and the connections are spread evenly.
    acceptor_->open(endpoint.protocol(), error);
    if (!error) acceptor_->set_option(Acceptor::reuse_address(true), error);
    if (!error) acceptor_->bind(endpoint, error);
    if (!error) acceptor_->listen(kBacklog, error);
    if (!error) endpoint_ = acceptor_->local_endpoint(error);
    if (error) {
      throw std::runtime_error(
          fmt::format("cannot listen on {}: {}{}", text(endpoint), error.message(), way_out(error)));
    }
  }

  void accept() {
    if (!acceptor_->is_open()) return;
    Worker& worker = *workers_[next_worker_];
    acceptor_->async_accept(worker.context(), [this, &worker](error_code const& error, Socket socket) {
      if (!acceptor_->is_open()) return;
      if (error) return accept_after(error);
      next_worker_ = (next_worker_ + 1) % workers_.size();
      admit(std::move(socket), worker);
      accept();
    });
  }

  void accept_after(error_code const& error) {
    if (error == asio::error::connection_aborted) return accept();
    ++counters_.accepts_failed;
    log::warning("cannot accept a connection: {}", error.message());
    accept_timer_->expires_after(kAcceptPause);
    accept_timer_->async_wait([this](error_code const&) { accept(); });
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
  std::string_view const scheme_;
  std::unique_ptr<TlsIdentity> const tls_;
  Counters counters_;
  BodyRoom body_room_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::optional<Acceptor> acceptor_;  // of the first worker, as the timer
  std::optional<Timer> accept_timer_;
  tcp::endpoint endpoint_;
  std::size_t next_worker_ = 0;
  std::atomic<bool> stopping_ = false;
};

Server::Server(Options const& options, gateway::Gateway& gateway) : impl_(std::make_unique<Impl>(options, gateway)) {}

Server::~Server() = default;

std::uint16_t Server::port() const { return impl_->port(); }

std::string Server::url() const { return impl_->url(); }

void Server::run() { impl_->run(); }

void Server::stop() { impl_->stop(); }

Stats Server::stats() const { return impl_->stats(); }

}  // namespace iam::server
