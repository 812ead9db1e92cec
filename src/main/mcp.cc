#include "mcp.h"

#include "client.h"
#include "emulator.h"
#include "endpoint.h"
#include "iam/base/log.h"
#include "iam/base/strict_json.h"
#include "iam/mcp/lines.h"
#include "iam/mcp/session.h"
#include "signals.h"
#include "usage_error.h"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace iam::program {
namespace {

constexpr std::chrono::seconds kDeadline(30);
constexpr std::size_t kAnswerBytesMax = std::size_t{64} * 1024 * 1024;

constexpr std::string_view kInstructions =
    "IAM Local decides permissions as AWS IAM does, on this machine. lint each policy that you write; simulate what it "
    "must and must not allow. When something fails with AccessDenied, call why_denied, and before you change a policy "
    "simulate the authorization_id with the new statement in policies.extra_identity. After the tests ran, "
    "least_privilege tells what is granted without need.";

// The server that the command line, the settings or the environment name.
Options named_server(Options options, McpOptions const& mcp) {
  if (!mcp.endpoint.empty()) {
    if (set_endpoint(mcp.endpoint, options)) return options;
    throw UsageError(
        fmt::format("--endpoint is a URL such as http://127.0.0.1:4566, of localhost or a numeric address, not '{}'",
                    mcp.endpoint));
  }
  if (mcp.has_address) return options;
  for (auto const* const name : {"AWS_ENDPOINT_URL_IAM", "AWS_ENDPOINT_URL"}) {
    auto const* const url = std::getenv(name);
    if (url == nullptr || *url == '\0') continue;
    if (set_endpoint(url, options)) break;
    log::warning("{} is passed over: '{}' is no URL of localhost or a numeric address", name, url);
  }
  return options;
}

// A server in this process, while it lives.
class OwnServer {
 public:
  explicit OwnServer(Options options) : options_(std::move(options)), emulator_(options_) {
    emulator_.start();
    options_.server.port = emulator_.port();
  }
  OwnServer(OwnServer const&) = delete;
  OwnServer& operator=(OwnServer const&) = delete;

  Options const& options() const { return options_; }
  void stop() { emulator_.stop(); }

 private:
  Options options_;
  Emulator emulator_;
};

// Whom the tools ask.
class World {
 public:
  World(Options options, McpOptions const& mcp) : is_own_(mcp.has_own_server) {
    if (is_own_) {
      own_ = std::make_unique<OwnServer>(std::move(options));
    } else {
      named_ = named_server(std::move(options), mcp);
    }
  }

  std::string introduction() const {
    auto const& asked = server();
    auto const url = client_url(asked, reachable_addresses(asked).front(), asked.server.port);
    return fmt::format("{} The server is {}{}.", kInstructions, url,
                       is_own_ ? ", this tool's own: AWS clients reach it with that as AWS_ENDPOINT_URL" : "");
  }

  mcp::OperatorAnswer answer(mcp::OperatorQuestion const& question) {
    try {
      return ask(server(), question);
    } catch (NoServerError const& error) {
      if (!question.is_about_state && !is_own_) return answer_without(question, error.what());
      throw std::runtime_error(
          fmt::format("{}. Start `iamlocal serve`, or let the configuration of this tool name the server with "
                      "--endpoint URL, or give it a server of its own with --seed FILE",
                      error.what()));
    }
  }

  void stop() {
    if (own_ != nullptr) own_->stop();
  }

 private:
  Options const& server() const { return is_own_ ? own_->options() : named_; }

  static mcp::OperatorAnswer ask(Options const& server, mcp::OperatorQuestion const& question) {
    auto answer = ask_server(server, {.method = question.method,
                                      .target = question.target,
                                      .body = question.body,
                                      .answer_bytes_max = kAnswerBytesMax,
                                      .deadline = kDeadline});
    // All that the operator's endpoints say is an object.
    if (!parse_strict_object(answer.body).has_value()) {
      throw NoServerError(fmt::format("what answers at port {} is no iamlocal", server.server.port));
    }
    return {.status = answer.status, .body = std::move(answer.body)};
  }

  // What only the question is about, an empty server answers as well as any.
  mcp::OperatorAnswer answer_without(mcp::OperatorQuestion const& question, std::string_view why) {
    if (own_ == nullptr) {
      Options empty;
      empty.server.port = 0;
      empty.account = named_.account;
      empty.partition = named_.partition;
      own_ = std::make_unique<OwnServer>(std::move(empty));
    }
    auto answer = ask(own_->options(), question);
    answer.note = fmt::format("answered without a server, since {}", why);
    return answer;
  }

  bool is_own_;
  Options named_;  // of the server that is not its own
  std::unique_ptr<OwnServer> own_;
};

// Standard input, until it ends or a signal comes.
class Input {
 public:
  explicit Input(SignalQueue const& signals) : signals_(signals.open_file()) {}
  ~Input() { close(signals_); }
  Input(Input const&) = delete;
  Input& operator=(Input const&) = delete;

  // What there is; nothing at the end.
  std::optional<std::string_view> read() {
    for (;;) {
      std::array<pollfd, 2> waited{{{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = signals_, .events = POLLIN}}};
      if (poll(waited.data(), waited.size(), -1) < 0 && errno != EINTR) fail("wait for");
      if (waited[1].revents != 0) return end_by_signal();
      if (waited[0].revents == 0) continue;
      auto const count = ::read(STDIN_FILENO, bytes_.data(), bytes_.size());
      if (count > 0) return std::string_view(bytes_.data(), static_cast<std::size_t>(count));
      if (count == 0) return std::nullopt;
      if (errno != EINTR && errno != EAGAIN) fail("read");
    }
  }

 private:
  // Takes the signal: it must not wait until signals kill again.
  std::optional<std::string_view> end_by_signal() {
    [[maybe_unused]] auto const count = ::read(signals_, bytes_.data(), bytes_.size());
    return std::nullopt;
  }

  [[noreturn]] static void fail(std::string_view doing) {
    throw std::runtime_error(fmt::format("cannot {} standard input: {}", doing, std::strerror(errno)));
  }

  int signals_;
  std::array<char, std::size_t{64} * 1024> bytes_;
};

// False when nobody reads any more.
bool write_line(std::string line) {
  line += '\n';
  for (std::string_view rest = line; !rest.empty();) {
    auto const count = write(STDOUT_FILENO, rest.data(), rest.size());
    if (count >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno == EAGAIN) {
      pollfd waited{.fd = STDOUT_FILENO, .events = POLLOUT, .revents = 0};
      poll(&waited, 1, -1);
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

bool answer_line(mcp::Session& session, mcp::Lines::Line const& line) {
  auto answer = line.is_too_long ? mcp::Session::refusal_of_too_long() : session.answer(line.text);
  return !answer.has_value() || write_line(*std::move(answer));
}

// Until there is nothing more to read, or nobody who reads.
void converse(Input& input, mcp::Session& session) {
  mcp::Lines lines;
  while (auto const bytes = input.read()) {
    lines.add(*bytes);
    while (auto const line = lines.next()) {
      if (!answer_line(session, *line)) return;
    }
  }
  if (auto const rest = lines.rest()) answer_line(session, *rest);
}

}  // namespace

int serve_tools(Options options, McpOptions const& mcp) {
  ignore_write_signals();
  SignalQueue const signals{SIGINT, SIGTERM, SIGHUP};
  log::configure(options.log_level, options.log_format);
  World world(std::move(options), mcp);
  mcp::Session session({.version = IAM_VERSION, .instructions = world.introduction()},
                       [&](mcp::OperatorQuestion const& question) { return world.answer(question); });
  Input input(signals);
  converse(input, session);
  world.stop();
  log::shut_down();
  return 0;
}

}  // namespace iam::program
