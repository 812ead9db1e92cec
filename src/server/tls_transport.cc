#include "asio.h"
#include "connection.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <fmt/format.h>

#include <openssl/ssl.h>

#include <stdexcept>
#include <utility>

namespace iam::server {
namespace {

namespace ssl = asio::ssl;

class TlsTransport final : public Transport {
 public:
  TlsTransport(Socket socket, ssl::context& context) : stream_(std::move(socket), context) {}

  void open(std::shared_ptr<Connection> connection) override {
    stream_.async_handshake(ssl::stream_base::server, [connection = std::move(connection)](error_code const& error) {
      connection->on_opened(error ? Outcome::kBroken : Outcome::kOk);
    });
  }

  void read(std::span<char> space, std::shared_ptr<Connection> connection) override {
    stream_.async_read_some(asio::buffer(space.data(), space.size()),
                            [connection = std::move(connection)](error_code const& error, std::size_t bytes) {
                              connection->on_read(outcome(error), bytes);
                            });
  }

  void write(std::string_view bytes, std::shared_ptr<Connection> connection) override {
    stream_.async_write_some(asio::buffer(bytes.data(), bytes.size()),
                             [connection = std::move(connection)](error_code const& error, std::size_t sent) {
                               connection->on_written(outcome(error), sent);
                             });
  }

  // Only Asio's own operations move the bytes of a TLS stream.
  std::size_t write_now(std::string_view) override { return 0; }

  // Sends close_notify, without which some clients take the end for an attack. That it waits for the client's own is
  // bounded by the connection's deadline.
  void shut_down_sending(std::shared_ptr<Connection> connection) override {
    stream_.async_shutdown([connection = std::move(connection)](error_code const&) {});
  }

  void close() override {
    error_code gone;
    stream_.next_layer().close(gone);
  }

  void reset() override { reset_socket(stream_.next_layer()); }

 private:
  ssl::stream<Socket> stream_;
};

int choose_http_1_1(SSL*, unsigned char const** chosen, unsigned char* chosen_size, unsigned char const* offered,
                    unsigned int offered_size, void*) {
  static constexpr unsigned char kProtocols[] = "\x08http/1.1";
  unsigned char* match = nullptr;
  int const result =
      SSL_select_next_proto(&match, chosen_size, kProtocols, sizeof kProtocols - 1, offered, offered_size);
  *chosen = match;
  // A client that offers only others is served all the same, as if it had not asked.
  return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

}  // namespace

class TlsIdentity::Impl {
 public:
  Impl(std::string const& certificate_file, std::string const& key_file) {
    error_code error;
    context.use_certificate_chain_file(certificate_file, error);
    if (error) {
      throw std::runtime_error(
          fmt::format("cannot read a PEM certificate chain from \"{}\": {}", certificate_file, error.message()));
    }
    // Refuses a key that does not belong to the certificate read before.
    context.use_private_key_file(key_file, ssl::context::pem, error);
    if (error) {
      throw std::runtime_error(fmt::format("cannot use the PEM key in \"{}\" with the certificate in \"{}\": {}",
                                           key_file, certificate_file, error.message()));
    }
    restrict_to_modern();
  }

  explicit Impl(TlsPem const& pem) {
    context.use_certificate_chain(asio::buffer(pem.chain));
    context.use_private_key(asio::buffer(pem.key.reveal()), ssl::context::pem);
    restrict_to_modern();
  }

  ssl::context context{ssl::context::tls_server};

 private:
  void restrict_to_modern() {
    SSL_CTX* const native = context.native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    // Of TLS 1.2 what is left without CBC and RSA's key exchange (RFC 9325, 4.2).
    if (SSL_CTX_set_cipher_list(native, "ECDHE+AESGCM:ECDHE+CHACHA20") != 1) {
      throw std::runtime_error("the ciphers of TLS 1.2 are not available");
    }
    SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_alpn_select_cb(native, choose_http_1_1, nullptr);
  }
};

TlsIdentity::TlsIdentity(std::string const& certificate_file, std::string const& key_file)
    : impl_(std::make_unique<Impl>(certificate_file, key_file)) {}

TlsIdentity::TlsIdentity(TlsPem const& pem) : impl_(std::make_unique<Impl>(pem)) {}

TlsIdentity::~TlsIdentity() = default;

std::unique_ptr<Transport> TlsIdentity::transport(Socket socket) const {
  return std::make_unique<TlsTransport>(std::move(socket), impl_->context);
}

}  // namespace iam::server
