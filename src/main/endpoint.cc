#include "endpoint.h"

#include "iam/base/whole_number.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace iam::program {
namespace {

constexpr std::uint16_t kHttpPort = 80;
constexpr std::uint16_t kHttpsPort = 443;
constexpr std::uint16_t kPortMax = 65'535;

bool is_numeric(std::string const& host) {
  std::array<unsigned char, sizeof(in6_addr)> address{};
  return inet_pton(AF_INET, host.c_str(), address.data()) == 1 ||
         inet_pton(AF_INET6, host.c_str(), address.data()) == 1;
}

// Cuts the host off `rest`: a name, an address, or one of IPv6 in brackets.
std::string take_host(std::string_view& rest) {
  bool const is_bracketed = rest.starts_with('[');
  auto const end = is_bracketed ? rest.find(']') : rest.find_first_of(":/");
  if (is_bracketed && end == std::string_view::npos) return {};
  std::string host(rest.substr(0, end));
  rest.remove_prefix(std::min(end, rest.size()));
  if (!is_bracketed) return host;
  rest.remove_prefix(1);
  return host.substr(1);
}

}  // namespace

bool set_endpoint(std::string_view url, Options& options) {
  constexpr std::string_view kHttp = "http://";
  constexpr std::string_view kHttps = "https://";
  bool const is_tls = url.starts_with(kHttps);
  if (!is_tls && !url.starts_with(kHttp)) return false;
  auto rest = url.substr(is_tls ? kHttps.size() : kHttp.size());
  auto host = take_host(rest);
  // Every name below it is this machine (RFC 6761).
  if (host.ends_with(".localhost")) host = "localhost";
  if (host != "localhost" && !is_numeric(host)) return false;
  if (rest.ends_with('/')) rest.remove_suffix(1);
  std::optional<std::uint16_t> port = is_tls ? kHttpsPort : kHttpPort;
  if (!rest.empty()) {
    if (!rest.starts_with(':')) return false;
    port = whole_number<std::uint16_t>(rest.substr(1), 1, kPortMax);
  }
  if (!port.has_value()) return false;
  options.server.hosts.assign(1, host);
  options.server.port = *port;
  options.server.tls_cert.clear();
  options.server.tls_key.clear();
  options.tls_self_signed = is_tls;
  return true;
}

}  // namespace iam::program
