// The identity provider for tests and the key sets of others, from outside: how the program is started with them.
#include "client/caller.h"

#include <fstream>

namespace conformance {
namespace {

using testing::HasSubstr;

// RFC 7517 appendix A.1.
constexpr auto kKeySet = R"({"keys":[{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",)"
                         R"("y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","kid":"1"}]})";

std::string keys_of(Server const& server) {
  auto const answer = server.exchange({.target = "/_iam/oidc/jwks"});
  EXPECT_EQ(answer.status, 200) << answer.body;
  return answer.body;
}

TEST(IdentityProvider, is_off_until_the_program_is_told) {
  EXPECT_EQ(shared_server().exchange({.target = "/_iam/oidc/jwks"}).status, 404);
}

TEST(IdentityProvider, has_the_same_key_after_another_start) {
  TemporaryDirectory const directory;
  std::vector<std::string> const flags = {"--test-idp", "on", "--db", directory.file("iam.db")};
  std::string before;
  {
    Server server(flags);
    before = keys_of(server);
    EXPECT_EQ(server.terminate(), 0);
  }
  EXPECT_EQ(keys_of(Server(flags)), before);
}

// Whoever starts the server without the flag does not believe what anybody may have asked the provider to say.
TEST(IdentityProvider, is_not_believed_after_a_start_without_it) {
  TemporaryDirectory const directory;
  std::vector<std::string> const without = {"--db", directory.file("iam.db")};
  auto with = without;
  with.insert(with.end(), {"--test-idp", "on"});
  std::string before;
  {
    Server server(with);
    before = keys_of(server);
    EXPECT_EQ(server.terminate(), 0);
  }
  EXPECT_EQ(Server(without).terminate(), 0);
  EXPECT_NE(keys_of(Server(with)), before);
}

TEST(IdentityProvider, a_key_file_that_is_none_is_refused_with_its_name) {
  TemporaryDirectory const directory;
  auto const file = directory.file("keys.json");
  for (auto const& content :
       {std::string(kKeySet), std::string("{"), std::string(R"({"https://a.example":{"keys":[]}})"),
        R"({"https://a.example":)" + std::string(kKeySet) + R"(,"http://a.example":)" + std::string(kKeySet) + "}"}) {
    std::ofstream(file) << content;
    auto const refused = run({"serve", "--port", "0", "--oidc-keys", file});
    EXPECT_EQ(refused.status, 2) << content;
    EXPECT_THAT(refused.err, HasSubstr("keys.json"));
  }
  auto const missing = run({"serve", "--port", "0", "--oidc-keys", directory.file("missing.json")});
  EXPECT_EQ(missing.status, 2);
  EXPECT_THAT(missing.err, HasSubstr("missing.json"));
}

TEST(IdentityProvider, a_key_file_is_read_at_the_start) {
  TemporaryDirectory const directory;
  std::ofstream(directory.file("keys.json")) << R"({"https://a.example/x":)" << kKeySet << "}";
  Server server({"--oidc-keys", directory.file("keys.json")});
  EXPECT_EQ(server.exchange({.target = "/_iam/health"}).status, 200);
}

}  // namespace
}  // namespace conformance
