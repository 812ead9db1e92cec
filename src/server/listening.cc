#include "listening.h"

#include <boost/asio/ip/v6_only.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string_view>

namespace iam::server {
namespace {

using asio::ip::address;

constexpr int kBacklog = 1024;
// A port that is free at one address is seldom taken at another; in a row, never.
constexpr int kFreePortAttempts = 16;

struct Place {
  address at;
  bool may_be_missing = false;
};

address numeric_address(std::string const& host) {
  // No getaddrinfo: the program is linked statically.
  error_code error;
  auto at = asio::ip::make_address(host, error);
  if (error) {
    throw std::runtime_error(fmt::format(
        "cannot listen on \"{}\": the host must be a numeric address such as 127.0.0.1 or ::1, or localhost", host));
  }
  return at;
}

// Each once, in the order of the hosts.
std::vector<Place> places_of(std::vector<std::string> const& hosts) {
  std::vector<Place> places;
  auto const add = [&](Place const& place) {
    if (std::ranges::find(places, place.at, &Place::at) == places.end()) places.push_back(place);
  };
  auto const add_both_loopbacks = [&] {
    add({.at = asio::ip::address_v4::loopback()});
    add({.at = asio::ip::address_v6::loopback(), .may_be_missing = true});
  };
  if (hosts.empty()) add_both_loopbacks();
  for (auto const& host : hosts) {
    if (host == "localhost") {
      add_both_loopbacks();
    } else {
      add({.at = numeric_address(host)});
    }
  }
  return places;
}

// Of a machine without IPv6, in its kernel or in its configuration.
bool tells_of_no_such_family(error_code const& error) {
  return error == asio::error::address_family_not_supported || error == boost::system::errc::address_not_available;
}

std::string way_out(error_code const& error) {
  if (error == asio::error::address_in_use) return "; stop the other program or choose another port (0: any free one)";
  if (error == asio::error::access_denied) return "; choose a port above 1023";
  if (error == boost::system::errc::address_not_available) return "; choose an address of this machine";
  return "";
}

// One acceptor that hands out connections, rather than one with SO_REUSEPORT for each thread: a second server on the
// same port is an error to be told, and the connections are spread evenly.
error_code open(Acceptor& acceptor, tcp::endpoint const& endpoint, bool only_v6) {
  error_code error;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(Acceptor::reuse_address(true), error);
  if (!error && endpoint.address().is_v6()) acceptor.set_option(asio::ip::v6_only(only_v6), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(kBacklog, error);
  return error;
}

// Nothing when another program has the port that was free at the first place.
std::optional<std::vector<Acceptor>> try_to_listen(std::vector<Place> const& places, std::uint16_t wanted_port,
                                                   asio::io_context& context) {
  bool const names_v4 = std::ranges::any_of(places, [](Place const& place) { return place.at.is_v4(); });
  std::vector<Acceptor> acceptors;
  auto port = wanted_port;
  for (auto const& place : places) {
    bool const is_all_of_v6 = place.at.is_v6() && place.at.is_unspecified();
    auto at = place.at;
    Acceptor acceptor(context);
    auto error = open(acceptor, {at, port}, names_v4 || !is_all_of_v6);
    if (is_all_of_v6 && !names_v4 && tells_of_no_such_family(error)) {
      at = asio::ip::address_v4::any();
      acceptor = Acceptor(context);
      error = open(acceptor, {at, port}, false);
    }
    bool const may_be_missing = place.may_be_missing || (is_all_of_v6 && names_v4);
    if (may_be_missing && tells_of_no_such_family(error)) continue;
    bool const was_drawn = wanted_port == 0 && port != 0;
    if (error == asio::error::address_in_use && was_drawn) return std::nullopt;
    if (!error) port = acceptor.local_endpoint(error).port();
    if (error) {
      throw std::runtime_error(
          fmt::format("cannot listen on {}: {}{}", text({at, port}), error.message(), way_out(error)));
    }
    acceptors.push_back(std::move(acceptor));
  }
  return acceptors;
}

}  // namespace

std::vector<Acceptor> listen(std::vector<std::string> const& hosts, std::uint16_t port, asio::io_context& context) {
  auto const places = places_of(hosts);
  for (int attempt = 0; attempt < kFreePortAttempts; ++attempt) {
    if (auto acceptors = try_to_listen(places, port, context)) return *std::move(acceptors);
  }
  throw std::runtime_error("cannot listen: no port is free at all of the addresses");
}

std::string text(tcp::endpoint const& endpoint) {
  std::string const address = endpoint.address().to_string();
  return fmt::format(fmt::runtime(endpoint.address().is_v6() ? "[{}]:{}" : "{}:{}"), address, endpoint.port());
}

}  // namespace iam::server
