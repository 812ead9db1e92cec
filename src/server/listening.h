// The sockets a server listens on: one for each address, all on the same port.
#pragma once

#include "asio.h"

#include <boost/asio/basic_socket_acceptor.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace iam::server {

using Acceptor = asio::basic_socket_acceptor<tcp, asio::io_context::executor_type>;

// Listens on `hosts`, as Options has them, and `port`; with port 0 on one that is free at all of them. The first is
// that of the first host. `localhost` is both loopback addresses, where the machine has both. `::` is every address,
// those of IPv4 too unless one of them is named beside it; without IPv6 it is 0.0.0.0, or what is named beside it.
//
// Throws std::runtime_error with a sentence a user can act on.
std::vector<Acceptor> listen(std::vector<std::string> const& hosts, std::uint16_t port, asio::io_context& context);

// "127.0.0.1:4566", "[::1]:4566".
std::string text(tcp::endpoint const& endpoint);

}  // namespace iam::server
