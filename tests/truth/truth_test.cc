#include "truth.h"

#include "servers.h"

#include <boost/json.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::truth {
namespace {

namespace json = boost::json;

// Enough for every choice of the richest scene.
constexpr std::size_t kBytes = 400;
constexpr int kScenesOfOneCase = 5;

using Bytes = std::vector<std::uint8_t>;

// RapidCheck would shrink them for minutes: see simplest().
rc::Gen<Bytes> bytes() {
  auto const byte = rc::gen::cast<std::uint8_t>(rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, 256)));
  return rc::gen::noShrink(rc::gen::container<Bytes>(kBytes, byte));
}

// What remains of a disagreement when as many choices as possible are the first of each. Every try is a scene of its
// own, so that there is an end to them.
std::string simplest(Bytes choices, std::string found) {
  constexpr int kTriesMax = 150;
  int tries = 0;
  for (auto length = kBytes / 2; length > 0; length /= 2) {
    for (std::size_t begin = 0; begin < kBytes && tries < kTriesMax; begin += length) {
      auto simpler = choices;
      std::fill_n(simpler.begin() + static_cast<std::ptrdiff_t>(begin), std::min(length, kBytes - begin), 0);
      if (simpler == choices) continue;
      ++tries;
      if (auto still = disagreement(simpler)) {
        choices = std::move(simpler);
        found = *std::move(still);
      }
    }
  }
  return found;
}

// Seconds of it: `RC_PARAMS="max_success=100000" truth_test`; `./dev fuzz truth` for as long as one likes.
RC_GTEST_PROP(OneTruth, whoever_is_asked, ()) {
  for (int scene = 0; scene < kScenesOfOneCase; ++scene) {
    auto const choices = *bytes();
    if (auto found = disagreement(choices)) RC_FAIL(simplest(choices, *std::move(found)));
  }
}

class FederatedUser : public testing::Test {
 protected:
  static constexpr auto kSearching =
      R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"a4b:SearchUsers","Resource":"*"}})";

  FederatedUser() {
    auto const root = root_of(kHome);
    set_up(root, Message::Face::kIam, {{"Action", "CreateUser"}, {"UserName", "ann"}});
    set_up(root, Message::Face::kIam,
           {{"Action", "PutUserPolicy"}, {"UserName", "ann"}, {"PolicyName", "p"}, {"PolicyDocument", kSearching}});
    auto const ann = set_up(root, Message::Face::kIam, {{"Action", "CreateAccessKey"}, {"UserName", "ann"}});
    carol_ =
        set_up(ann, Message::Face::kSts, {{"Action", "GetFederationToken"}, {"Name", "Carol"}, {"Policy", kSearching}});
  }

  Key set_up(Key const& key, Message::Face face, Form form) {
    auto const answer = servers_.send(Servers::kTrusting, key, {.face = face, .form = std::move(form)});
    EXPECT_EQ(answer.status, 200) << answer.body;
    auto const text = [&](std::string_view name) { return element(answer.body, name); };
    return {text("AccessKeyId"), text("SecretAccessKey"), text("SessionToken")};
  }

  int live(std::string const& operation, std::string const& body) {
    Message const message{.face = Message::Face::kAlexa, .form = {}, .method = {}, .path = operation, .body = body};
    return servers_.send(Servers::kEnforcing, carol_, message).status;
  }

  std::string decision(json::object question, std::string_view action, json::object policies) {
    question["action"] = action;
    question["resource_account"] = kHome;
    question["policies"] = std::move(policies);
    auto const answer = servers_.operate(Servers::kEnforcing, "POST", "/_iam/authorize", json::serialize(question));
    EXPECT_EQ(answer.status, 200) << answer.body;
    return std::string(json::parse(answer.body).at("decision").as_string());
  }

  Servers servers_;
  Key carol_;
};

// "Permissions for GetFederationToken" in the user guide: a policy of the resource that names the federated user lets
// it in, whatever its session leaves out.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getfederationtoken.html
TEST_F(FederatedUser, is_the_same_by_key_and_by_arn) {
  EXPECT_EQ(live("SearchUsers", "{}"), 200);
  EXPECT_EQ(live("ListTags", R"({"Arn":"arn:aws:a4b:us-east-1:111122223333:user/1"})"), 400);

  constexpr auto kArn = "arn:aws:sts::111122223333:federated-user/Carol";
  json::object const by_key{{"principal", carol_.id}, {"session_token", carol_.token}};
  json::object const by_arn{{"principal", kArn}};
  json::object const door =
      json::parse(R"({"resource":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":)"
                  R"({"AWS":"arn:aws:sts::111122223333:federated-user/Carol"},)"
                  R"("Action":"s3:GetObject","Resource":"*"}}})")
          .as_object();
  auto door_alone = door;
  door_alone["identity"] = json::array();
  EXPECT_EQ(decision(by_key, "a4b:SearchUsers", {}), "allowed");
  EXPECT_EQ(decision(by_key, "a4b:ListTags", {}), "implicitDeny");
  EXPECT_EQ(decision(by_key, "s3:GetObject", door), "allowed");
  EXPECT_EQ(decision(by_arn, "s3:GetObject", door_alone), "allowed");
  EXPECT_EQ(decision(by_key, "s3:PutObject", door), "implicitDeny");
  EXPECT_EQ(decision(by_arn, "s3:PutObject", door_alone), "implicitDeny");
}

}  // namespace
}  // namespace iam::truth
