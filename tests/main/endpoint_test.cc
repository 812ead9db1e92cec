#include "endpoint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace iam::program {
namespace {

TEST(Endpoint, is_host_port_and_tls_of_a_url) {
  struct Named {
    std::string url;
    std::string host;
    int port;
    bool is_tls;
  };
  for (auto const& [url, host, port, is_tls] : {
           Named{"http://127.0.0.1:4566", "127.0.0.1", 4566, false},
           Named{"http://localhost:4566/", "localhost", 4566, false},
           Named{"https://localhost", "localhost", 443, true},
           Named{"http://10.0.0.7", "10.0.0.7", 80, false},
           Named{"https://[::1]:8443", "::1", 8443, true},
           Named{"http://iam.localhost:1", "localhost", 1, false},
       }) {
    Options options;
    ASSERT_TRUE(set_endpoint(url, options)) << url;
    EXPECT_THAT(options.server.hosts, testing::ElementsAre(host)) << url;
    EXPECT_EQ(options.server.port, port) << url;
    EXPECT_EQ(speaks_tls(options), is_tls) << url;
  }
}

TEST(Endpoint, that_cannot_be_reached_from_here_is_none) {
  for (std::string const url :
       {"", "127.0.0.1:4566", "ftp://127.0.0.1", "http://", "http://iam.example.com", "http://127.0.0.1:0",
        "http://127.0.0.1:65536", "http://127.0.0.1:4566/path", "http://user@127.0.0.1", "http://[::1", "http://[::1]x",
        "http://127.0.0.1:", "http://127.0.0.1:4566?a=b"}) {
    Options options;
    EXPECT_FALSE(set_endpoint(url, options)) << url;
  }
}

}  // namespace
}  // namespace iam::program
