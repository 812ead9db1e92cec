// HTTPS with a certificate made here.
#include "fixture.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <system_error>

namespace iam::server {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL* ssl) const { SSL_free(ssl); }
  void operator()(std::FILE* file) const { std::fclose(file); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

// A self-signed certificate and its key, in files of a directory of this process.
struct Identity {
  explicit Identity(std::string const& name)
      : directory(std::filesystem::path(testing::TempDir()) / fmt::format("iam-tls-{}", ::getpid())),
        certificate(directory / (name + ".pem")),
        key(directory / (name + ".key")) {
    std::filesystem::create_directories(directory);
    Owned<EVP_PKEY> const pair(EVP_EC_gen("P-256"));
    Owned<X509> const x509(X509_new());
    ASN1_INTEGER_set(X509_get_serialNumber(x509.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(x509.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(x509.get()), 3600);
    X509_set_pubkey(x509.get(), pair.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(x509.get()), "CN", MBSTRING_ASC,
                               reinterpret_cast<unsigned char const*>("localhost"), -1, -1, 0);
    X509_set_issuer_name(x509.get(), X509_get_subject_name(x509.get()));
    X509_sign(x509.get(), pair.get(), EVP_sha256());
    Owned<std::FILE> const certificate_file(std::fopen(certificate.c_str(), "w"));
    PEM_write_X509(certificate_file.get(), x509.get());
    Owned<std::FILE> const key_file(std::fopen(key.c_str(), "w"));
    PEM_write_PrivateKey(key_file.get(), pair.get(), nullptr, nullptr, 0, nullptr, nullptr);
  }
  ~Identity() {
    std::filesystem::remove(certificate);
    std::filesystem::remove(key);
    std::error_code of_another;  // which has files there still
    std::filesystem::remove(directory, of_another);
  }

  Options options() const {
    Options options = quick_options();
    options.tls_cert = certificate;
    options.tls_key = key;
    return options;
  }

  std::filesystem::path directory;
  std::filesystem::path certificate;
  std::filesystem::path key;
};

// TLS over a Client's socket.
class TlsClient {
 public:
  explicit TlsClient(RunningServer& server, int version = 0)
      : client_(server), context_(SSL_CTX_new(TLS_client_method())) {
    SSL_CTX_set_max_proto_version(context_.get(), version);
    if (version != 0) SSL_CTX_set_security_level(context_.get(), 0);
    ssl_.reset(SSL_new(context_.get()));
    static constexpr unsigned char kOffered[] = "\x02h2\x08http/1.1";
    SSL_set_alpn_protos(ssl_.get(), kOffered, sizeof kOffered - 1);
    SSL_set_fd(ssl_.get(), client_.socket());
    connected_ = SSL_connect(ssl_.get()) == 1;
  }

  bool connected() const { return connected_; }

  std::string protocol() const {
    unsigned char const* name = nullptr;
    unsigned int size = 0;
    SSL_get0_alpn_selected(ssl_.get(), &name, &size);
    return {reinterpret_cast<char const*>(name), size};
  }

  void send(std::string_view bytes) { SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size())); }

  std::string read(std::size_t size) {
    std::string text(size, '\0');
    std::size_t have = 0;
    while (have < size) {
      int const got = SSL_read(ssl_.get(), text.data() + have, static_cast<int>(size - have));
      if (got <= 0) break;
      have += static_cast<std::size_t>(got);
    }
    text.resize(have);
    return text;
  }

  // Whether the server said goodbye as TLS wants it, so that the end cannot be an attacker's.
  bool has_ended_properly() {
    char byte = 0;
    int const got = SSL_read(ssl_.get(), &byte, 1);
    return got <= 0 && SSL_get_error(ssl_.get(), got) == SSL_ERROR_ZERO_RETURN;
  }

 private:
  Client client_;
  Owned<SSL_CTX> context_;
  Owned<SSL> ssl_;
  bool connected_ = false;
};

std::string expected_echo(std::string_view body, std::string_view connection = "") {
  return fmt::format("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n{}\r\n{}", body.size(),
                     connection, body);
}

std::string failure(std::string const& certificate, std::string const& key) {
  StubGateway gateway(echo);
  Options options = quick_options();
  options.tls_cert = certificate;
  options.tls_key = key;
  try {
    Server const server(options, gateway);
  } catch (std::runtime_error const& error) {
    return error.what();
  }
  return "no failure";
}

TEST(Tls, carries_requests_and_answers) {
  Identity const identity("round-trip");
  RunningServer server(echo, identity.options());
  EXPECT_THAT(server->url(), StartsWith("https://127.0.0.1:"));
  TlsClient client(server);
  ASSERT_TRUE(client.connected());
  EXPECT_EQ(client.protocol(), "http/1.1");
  std::string const body(1'000'000, 'x');
  for (int i = 0; i < 2; ++i) {
    client.send(post(body) + get("/next"));
    std::string const expected = expected_echo("POST /\n" + body) + expected_echo("GET /next\n");
    EXPECT_TRUE(client.read(expected.size()) == expected);
  }
}

TEST(Tls, needs_no_files) {
  Identity const identity("memory");
  auto const text_of = [](std::filesystem::path const& file) {
    std::ifstream in(file);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  Options options = quick_options();
  options.tls_pem = TlsPem{.chain = text_of(identity.certificate), .key = Secret(text_of(identity.key))};
  RunningServer server(echo, options);
  EXPECT_THAT(server->url(), StartsWith("https://127.0.0.1:"));
  EXPECT_TRUE(TlsClient(server).connected());
}

TEST(Tls, the_end_is_announced) {
  Identity const identity("end");
  RunningServer server(echo, identity.options());
  TlsClient client(server);
  client.send(get("/", "Connection: close\r\n"));
  std::string const expected = expected_echo("GET /\n", "Connection: close\r\n");
  EXPECT_EQ(client.read(expected.size()), expected);
  EXPECT_TRUE(client.has_ended_properly());
}

TEST(Tls, an_answer_may_come_from_another_thread) {
  Identity const identity("thread");
  std::jthread replier;
  RunningServer server(
      [&](gateway::HttpRequest const&, gateway::Reply reply) {
        replier = std::jthread([reply = std::move(reply)] { reply({.status = 204, .headers = {}, .body = {}}); });
      },
      identity.options());
  TlsClient client(server);
  client.send(get("/"));
  std::string const expected = "HTTP/1.1 204 No Content\r\n\r\n";
  EXPECT_EQ(client.read(expected.size()), expected);
}

TEST(Tls, plain_http_on_its_port_is_closed_and_harms_nobody) {
  Identity const identity("plain");
  RunningServer server(echo, identity.options());
  Client plain(server);
  plain.send(get("/"));
  while (plain.is_readable_within(kPatience) && !plain.has_ended()) {
  }
  EXPECT_TRUE(TlsClient(server).connected());
}

TEST(Tls, a_handshake_that_does_not_come_is_given_up) {
  Identity const identity("handshake");
  Options options = identity.options();
  options.limits.request_timeout = 30ms;
  RunningServer server(echo, options);
  Client silent(server);
  EXPECT_TRUE(silent.has_ended());
}

TEST(Tls, versions_before_1_2_are_refused) {
  Identity const identity("version");
  RunningServer server(echo, identity.options());
  EXPECT_FALSE(TlsClient(server, TLS1_1_VERSION).connected());
  EXPECT_TRUE(TlsClient(server, TLS1_2_VERSION).connected());
}

TEST(Tls, a_stop_does_not_wait_for_idle_clients) {
  Identity const identity("stop");
  Options options = identity.options();
  options.limits.drain_timeout = std::chrono::hours(1);
  RunningServer server(echo, options);
  TlsClient const client(server);
  ASSERT_TRUE(client.connected());
  server.stop();
}

TEST(Tls, files_that_cannot_be_used_are_named) {
  Identity const one("one");
  Identity const other("other");
  std::string const garbage = one.directory / "garbage.pem";
  std::ofstream(garbage) << "no certificate";
  EXPECT_THAT(
      failure("/nonexistent.pem", one.key),
      AllOf(StartsWith("cannot read a PEM certificate chain from \"/nonexistent.pem\": "), HasSubstr("No such file")));
  EXPECT_THAT(failure(garbage, one.key), StartsWith("cannot read a PEM certificate chain from \"" + garbage + "\": "));
  EXPECT_THAT(failure(one.certificate, "/nonexistent.key"),
              AllOf(StartsWith("cannot use the PEM key in \"/nonexistent.key\""), HasSubstr("No such file")));
  EXPECT_THAT(failure(one.certificate, other.key), HasSubstr("key values mismatch"));
  EXPECT_EQ(failure(one.certificate, ""), "TLS needs a key beside the certificate");
  EXPECT_EQ(failure("", one.key), "TLS needs a certificate beside the key");
  std::filesystem::remove(garbage);
}

}  // namespace
}  // namespace iam::server
