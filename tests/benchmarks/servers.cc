#include "servers.h"

#include "load.h"
#include "requests.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <thread>

namespace iam::bench {
namespace {

constexpr std::size_t kSeedingConnections = 64;
constexpr std::uint64_t kMarkersMax = 1000;
constexpr int kConnectAttempts = 500;
constexpr std::chrono::milliseconds kConnectPause{10};

std::vector<std::string> iamlocal_command(std::filesystem::path const& binary, std::vector<std::string> const& flags) {
  std::vector<std::string> command{binary.string(), "serve", "--port", "0", "--log-level", "warning"};
  command.insert(command.end(), flags.begin(), flags.end());
  return command;
}

std::uint16_t port_of_listening_line(std::string_view line) {
  std::uint16_t port = 0;
  std::from_chars(line.data() + line.rfind(':') + 1, line.data() + line.size(), port);
  if (port == 0) throw std::runtime_error(fmt::format("not a listening line: '{}'", line));
  return port;
}

std::uint16_t free_port() {
  int const probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  bool const bound = bind(probe, reinterpret_cast<sockaddr const*>(&address), size) == 0 &&
                     getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  close(probe);
  if (!bound) throw std::system_error(errno, std::generic_category(), "bind");
  return ntohs(address.sin_port);
}

// nginx says nothing when it is ready.
void wait_until_listening(std::uint16_t port) {
  for (int attempt = 0; attempt < kConnectAttempts; ++attempt) {
    try {
      Socket const probe(port);
      return;
    } catch (std::system_error const&) {
      std::this_thread::sleep_for(kConnectPause);
    }
  }
  throw std::runtime_error("nginx does not listen");
}

std::string nginx_quoted(std::string_view text) {
  std::string quoted = "'";
  for (char const c : text) {
    if (c == '$') throw std::runtime_error("nginx cannot return a dollar sign");
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

bool is_set_by_nginx(std::string_view header) {
  constexpr std::array kNames = {"Date", "Content-Length", "Connection", "Content-Type"};
  return std::ranges::any_of(kNames,
                             [&](char const* name) { return strcasecmp(std::string(header).c_str(), name) == 0; });
}

std::string nginx_configuration(Answer const& answer, std::filesystem::path const& directory, std::uint16_t port) {
  std::string headers;
  std::string type = "text/xml";
  for (auto const& [name, value] : answer.headers) {
    if (strcasecmp(name.c_str(), "Content-Type") == 0) type = value;
    if (!is_set_by_nginx(name)) headers += fmt::format("      add_header {} {};\n", name, nginx_quoted(value));
  }
  return fmt::format(R"(daemon off;
worker_processes {cores};
pid {directory}/nginx.pid;
error_log {directory}/nginx.log;
events {{
  worker_connections 1024;
}}
http {{
  access_log off;
  server_tokens off;
  keepalive_requests 1000000000;
  keepalive_timeout 1h;
  default_type {type};
  client_body_temp_path {directory}/nginx-body;
  proxy_temp_path {directory}/nginx-proxy;
  fastcgi_temp_path {directory}/nginx-fastcgi;
  uwsgi_temp_path {directory}/nginx-uwsgi;
  scgi_temp_path {directory}/nginx-scgi;
  server {{
    listen 127.0.0.1:{port} reuseport;
    location / {{
{headers}      return 200 {body};
    }}
  }}
}}
)",
                     fmt::arg("cores", std::thread::hardware_concurrency()), fmt::arg("directory", directory.string()),
                     fmt::arg("type", nginx_quoted(type)), fmt::arg("port", port), fmt::arg("headers", headers),
                     fmt::arg("body", nginx_quoted(answer.body)));
}

std::vector<std::string> nginx_command(Answer const& answer, std::filesystem::path const& directory,
                                       std::uint16_t port) {
  auto const configuration = directory / "nginx.conf";
  std::ofstream(configuration) << nginx_configuration(answer, directory, port);
  return {"/usr/sbin/nginx",
          "-p",
          directory.string(),
          "-c",
          configuration.string(),
          "-e",
          (directory / "nginx.log").string()};
}

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (unsigned char const c : text)
    encoded += std::isalnum(c) != 0 ? std::string(1, static_cast<char>(c)) : fmt::format("%{:02X}", c);
  return encoded;
}

// The text of the first element of that name; empty when there is none.
std::string element(std::string_view answer, std::string_view name) {
  auto const tag = fmt::format("<{}>", name);
  auto const open = answer.find(tag);
  if (open == answer.npos) return {};
  auto const begin = open + tag.size();
  return std::string(answer.substr(begin, answer.find('<', begin) - begin));
}

std::string list_form(std::uint64_t page_size, std::string_view marker) {
  std::string form = fmt::format("&MaxItems={}", page_size);
  if (!marker.empty()) form += "&Marker=" + percent_encoded(marker);
  return form;
}

}  // namespace

Iamlocal::Iamlocal(std::filesystem::path const& binary, std::vector<std::string> const& flags)
    : process_(iamlocal_command(binary, flags)), port_(port_of_listening_line(process_.read_line())) {}

void Iamlocal::lift_quotas() const {
  constexpr std::string_view kBody = R"({"UsersPerAccount": 100000000, "RolesPerAccount": 100000000})";
  ask(port_,
      fmt::format("PUT /_iam/quotas HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {}\r\n\r\n{}", kBody.size(), kBody));
}

void Iamlocal::seed(std::uint64_t count) {
  if (next_user_ >= count) return;
  run({.ports = {port_}, .connections = kSeedingConnections, .requests = count - next_user_},
      creating_users(next_user_));
}

void Iamlocal::seed_roles(std::uint64_t count) {
  if (next_role_ >= count) return;
  run({.ports = {port_}, .connections = 1, .requests = (count - next_role_) * kRequestsPerRole},
      making_roles(next_role_, 0));
}

void Iamlocal::seed_verified(std::uint64_t count, Time now) {
  std::string request;
  auto const source = [&]() -> std::string_view { return request = create_user_request(next_user_++, now); };
  if (next_user_ < count) run({.ports = {port_}, .connections = 1, .requests = count - next_user_}, source);
}

Credentials Iamlocal::create_reader(Time now) {
  constexpr std::string_view kReader = "&UserName=reader";
  constexpr std::string_view kPolicy = "&PolicyArn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FIAMReadOnlyAccess";
  constexpr std::string_view kGroup = "&GroupName=readers";
  auto const carry_out = [&](std::string_view action, std::string_view form, std::string_view more = {}) {
    return ask(port_, sdk_request(action, std::string(form).append(more), now)).body;
  };
  carry_out("CreateUser", kReader);
  carry_out("AttachUserPolicy", kReader, kPolicy);
  carry_out("CreateGroup", kGroup);
  carry_out("AttachGroupPolicy", kGroup, kPolicy);
  carry_out("AddUserToGroup", kGroup, kReader);
  auto const key = carry_out("CreateAccessKey", kReader);
  return {.access_key_id = element(key, "AccessKeyId"), .secret = element(key, "SecretAccessKey")};
}

std::vector<std::string> Iamlocal::list_requests(std::uint64_t page_size) const {
  std::uint64_t const stride = std::clamp(next_user_ / kMarkersMax, page_size, std::uint64_t{1000});
  std::vector<std::string> requests;
  std::string marker;
  do {
    requests.push_back(sdk_request("ListUsers", list_form(page_size, marker)));
    marker = element(ask(port_, sdk_request("ListUsers", list_form(stride, marker))).body, "Marker");
  } while (!marker.empty() && requests.size() < kMarkersMax);
  return requests;
}

Nginx::Nginx(Answer const& answer, std::filesystem::path const& directory)
    : port_(free_port()), process_(nginx_command(answer, directory, port_)) {
  wait_until_listening(port_);
}

}  // namespace iam::bench
