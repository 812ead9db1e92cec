// What an instance finds out about itself.
// Sources in the comments: D documentation of EC2's instance metadata; S transcripts of the service that people
// published (2018 to 2024), of lists, pages of errors and documents.
#include "client/roles.h"

#include <boost/json.hpp>

namespace conformance {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::StartsWith;

constexpr auto kAccount = "123456789012";
constexpr auto kPage =
    "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n"
    "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\"\n"
    "\t\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n"
    "<html xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"en\" lang=\"en\">\n"
    " <head>\n  <title>404 - Not Found</title>\n </head>\n"
    " <body>\n  <h1>404 - Not Found</h1>\n </body>\n</html>\n";

class InstanceMetadata : public testing::Test {
 protected:
  void start(std::vector<std::string> flags = {}) {
    flags.insert(flags.end(), {"--credentials-role", "App"});
    server = std::make_unique<Server>(flags);
    token = server
                ->exchange({.method = "PUT",
                            .target = "/latest/api/token",
                            .headers = {{"X-aws-ec2-metadata-token-ttl-seconds", "60"}}})
                .body;
  }
  Response get(std::string const& path) {
    return server->exchange({.target = path, .headers = {{"X-aws-ec2-metadata-token", token}}});
  }
  std::string text(std::string const& path) {
    auto const response = get("/latest/" + path);
    EXPECT_EQ(response.status, 200) << path;
    EXPECT_EQ(response.header("Content-Type"), "text/plain") << path;
    return response.body;
  }

  std::unique_ptr<Server> server;
  std::string token;
};

// S, D. In the order of the names; what is nobody's credential and no place is left out.
TEST_F(InstanceMetadata, lists_every_level) {
  start();
  EXPECT_THAT(get("/").body, AllOf(StartsWith("1.0\n2007-01-19\n"), EndsWith("\n2024-04-11\nlatest")));
  EXPECT_EQ(text(""), "dynamic\nmeta-data");
  EXPECT_EQ(text("meta-data/"),
            "ami-id\nami-launch-index\nami-manifest-path\nhostname\niam/\ninstance-action\ninstance-id\n"
            "instance-life-cycle\ninstance-type\nlocal-hostname\nlocal-ipv4\nmac\nplacement/\nprofile\n"
            "security-groups\nservices/");
  EXPECT_EQ(text("meta-data/iam/"), "info\nsecurity-credentials/");
  EXPECT_EQ(text("meta-data/iam/security-credentials/"), "App");
  EXPECT_EQ(text("meta-data/placement/"), "availability-zone\nregion");
  EXPECT_EQ(text("meta-data/services/"), "domain\npartition");
  EXPECT_EQ(text("dynamic/instance-identity/"), "document");
}

// S: both list, and both have the text: botocore asks for a zone with a slash at its end.
TEST_F(InstanceMetadata, does_not_mind_a_slash_at_the_end) {
  start();
  for (auto const* path : {"/latest", "/latest/meta-data", "/latest/meta-data/iam", "/latest/meta-data/instance-id",
                           "/latest/meta-data/placement/availability-zone"}) {
    EXPECT_EQ(get(path).status, 200) << path;
    EXPECT_EQ(get(path).body, get(std::string(path) + "/").body) << path;
  }
}

TEST_F(InstanceMetadata, answers_under_every_version) {
  start();
  for (auto const* version : {"/1.0", "/2009-04-04", "/2021-07-15"}) {
    EXPECT_EQ(get(std::string(version) + "/meta-data/ami-id").body, text("meta-data/ami-id")) << version;
  }
  EXPECT_NE(get("/2009-04-05/meta-data/ami-id").status, 200);
}

TEST_F(InstanceMetadata, is_of_the_servers_region) {
  start();
  EXPECT_EQ(text("meta-data/placement/region"), "us-east-1");
  EXPECT_EQ(text("meta-data/placement/availability-zone"), "us-east-1a");
  EXPECT_THAT(text("meta-data/local-hostname"), EndsWith(".ec2.internal"));
  start({"--auth", "verify", "--scope-region", "cn-northwest-1"});
  EXPECT_EQ(text("meta-data/placement/region"), "cn-northwest-1");
  EXPECT_THAT(text("meta-data/local-hostname"), EndsWith(".cn-northwest-1.compute.internal"));
  EXPECT_EQ(text("meta-data/services/domain"), "amazonaws.com.cn");
  EXPECT_EQ(text("meta-data/services/partition"), "aws-cn");
}

// S: the layout counts, as scripts take it apart with grep.
TEST_F(InstanceMetadata, has_an_identity_document) {
  start();
  auto const document = text("dynamic/instance-identity/document");
  auto const id = text("meta-data/instance-id");
  EXPECT_THAT(id, MatchesRegex("i-[0-9a-f]{17}"));
  EXPECT_THAT(document, StartsWith("{\n  \"accountId\" : \"123456789012\",\n  \"architecture\" : \"x86_64\",\n"));
  EXPECT_THAT(document, EndsWith("  \"region\" : \"us-east-1\",\n  \"version\" : \"2017-09-30\"\n}"));
  auto const json = boost::json::parse(document);
  EXPECT_EQ(json.at("instanceId").as_string(), id);
  EXPECT_EQ(json.at("instanceType").as_string(), text("meta-data/instance-type"));
  EXPECT_TRUE(json.at("kernelId").is_null());
}

// D: the profile that the role is in.
TEST_F(InstanceMetadata, names_the_instance_profile) {
  start();
  Caller me(*server, kAccount);
  EXPECT_EQ(boost::json::parse(text("meta-data/iam/info")).at("Code").as_string(), "InstanceProfileNotFound");
  auto const role = create_role(me, "App").text("Role/RoleId");
  auto info = boost::json::parse(text("meta-data/iam/info"));
  EXPECT_EQ(info.at("InstanceProfileArn").as_string(), me.arn("instance-profile/App"));
  EXPECT_EQ(info.at("InstanceProfileId").as_string(), "AIPA" + role.substr(4));
  auto const made = me.iam("CreateInstanceProfile", {{"InstanceProfileName", "Servers"}, {"Path", "/web/"}});
  EXPECT_THAT(me.iam("AddRoleToInstanceProfile", {{"InstanceProfileName", "Servers"}, {"RoleName", "App"}}),
              succeeds());
  info = boost::json::parse(text("meta-data/iam/info"));
  EXPECT_EQ(info.at("Code").as_string(), "Success");
  EXPECT_EQ(info.at("InstanceProfileArn").as_string(), me.arn("instance-profile/web/Servers"));
  EXPECT_EQ(info.at("InstanceProfileId").as_string(), made.text("InstanceProfile/InstanceProfileId"));
}

// S.
TEST_F(InstanceMetadata, has_a_page_for_what_is_not_there) {
  start();
  for (auto const* path : {"/latest/meta-data/public-ipv4", "/latest/user-data", "/latest/api", "/latest/meta-data/ami",
                           "/latest/meta-data//ami-id", "/latest/meta-data/ami-id/more"}) {
    auto const response = get(path);
    EXPECT_EQ(response.status, 404) << path;
    EXPECT_EQ(response.header("Content-Type"), "text/html") << path;
    EXPECT_EQ(response.body, kPage) << path;
  }
}

// D: a token is asked for on every path, and nothing is there to be changed. S: the page, and what the token's path
// allows.
TEST_F(InstanceMetadata, keeps_the_rules_of_tokens) {
  start();
  for (auto const* path : {"/latest", "/latest/meta-data/instance-id", "/2021-07-15/meta-data/", "/latest/nowhere",
                           "/latest/dynamic/instance-identity/document"}) {
    auto const response = server->exchange({.target = path});
    EXPECT_EQ(response.status, 401) << path;
    EXPECT_THAT(response.body, HasSubstr("<h1>401 - Unauthorized</h1>")) << path;
  }
  EXPECT_EQ(server->exchange({.method = "DELETE", .target = "/latest/meta-data/instance-id"}).status, 405);
  auto const read = server->exchange({.target = "/latest/api/token"});
  EXPECT_EQ(read.status, 405);
  EXPECT_EQ(read.header("Allow"), "OPTIONS, PUT");
  token = "wrong";
  EXPECT_EQ(get("/").status, 401);
}

// The path is that of AWS's services, too.
TEST_F(InstanceMetadata, leaves_the_services_their_path) {
  start({"--metadata-tokens", "optional"});
  EXPECT_EQ(server->exchange({.target = "/"}).status, 302);
  EXPECT_EQ(server->exchange({.target = "/latest/meta-data/placement/region"}).body, "us-east-1");
  EXPECT_THAT(Caller(*server, kAccount).iam("ListUsers"), succeeds());
}

}  // namespace
}  // namespace conformance
