// A server with a gateway made of one function, and a client made of one raw socket.
#pragma once

#include "iam/gateway/gateway.h"
#include "iam/server/server.h"

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace iam::server {

using namespace std::chrono_literals;

// Longer than anything takes that works; a test that waits so long has failed.
constexpr std::chrono::seconds kPatience{20};

using Handler = std::function<void(gateway::HttpRequest const&, gateway::Reply)>;

// Answers with the request: "METHOD target\n" and the body.
void echo(gateway::HttpRequest const& request, gateway::Reply reply);

class StubGateway final : public gateway::Gateway {
 public:
  explicit StubGateway(Handler handler) : handler_(std::move(handler)) {}
  void handle(gateway::HttpRequest const& request, gateway::Reply reply) override {
    handler_(request, std::move(reply));
  }

 private:
  Handler const handler_;
};

// Any free port of 127.0.0.1, two threads.
Options quick_options();
Options with_limits(Limits const& limits);

// Runs from construction until stop() or destruction.
class RunningServer {
 public:
  explicit RunningServer(Handler handler = echo, Options const& options = quick_options());
  ~RunningServer();

  Server* operator->() { return &server_; }

  // Stops and waits until run() has returned.
  void stop();

 private:
  StubGateway gateway_;
  Server server_;
  std::thread thread_;
};

struct Answer {
  int status = 0;                              // 0: the connection ended instead
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;

  bool closes() const;
};

class Client {
 public:
  explicit Client(RunningServer& server);
  explicit Client(std::uint16_t port);
  explicit Client(int socket) : socket_(socket) {}  // a TCP socket that connect() will connect
  ~Client();
  Client(Client const&) = delete;

  void connect(std::uint16_t port);
  int socket() const { return socket_; }

  // False when the server has closed.
  bool send(std::string_view bytes);

  // `head_only`: what answers a HEAD request.
  enum class Expect { kBody, kHeadOnly };
  Answer answer(Expect expect = Expect::kBody);

  // Waits until `bytes` came, and drops what came up to their end; false when the server closed first.
  bool hears(std::string_view bytes);

  bool is_readable_within(std::chrono::milliseconds time);
  bool has_ended();  // waits for it; false when bytes come instead

  void end_sending();
  void reset();  // closes so that the server's side fails

 private:
  bool receive();

  int socket_ = -1;
  std::string received_;
};

// One connection, one request, its answer.
Answer ask(RunningServer& server, std::string_view request);

std::string get(std::string_view target, std::string_view more_headers = "");
std::string post(std::string_view body, std::string_view more_headers = "");

// Waits for what another thread is about to make true.
bool eventually(std::function<bool()> const& condition);

}  // namespace iam::server
