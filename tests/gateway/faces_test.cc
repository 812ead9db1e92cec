// A face that is off is as good as not there.
#include "emulator.h"
#include "iam/sigv4/sign.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace iam::gateway {
namespace {

constexpr std::string_view kListUsers = "Action=ListUsers&Version=2010-05-08";

class FacesThatAnswer : public Emulator {
 protected:
  void choose(Faces faces, AuthMode mode = AuthMode::kOff) {
    auto with = environment(mode);
    with.faces = faces;
    gateway_ = make_gateway(std::move(with));
  }
  HttpResponse alexa() {
    return send("POST", "/",
                {{"Content-Type", "application/x-amz-json-1.1"}, {"X-Amz-Target", "AlexaForBusiness.SearchUsers"}},
                "{}");
  }
  HttpResponse huawei() { return send("GET", "/v5/users"); }
};

TEST_F(FacesThatAnswer, are_all_of_them_unless_told_otherwise) {
  EXPECT_EQ(post(kListUsers).status, 200);
  EXPECT_EQ(alexa().status, 200);
  EXPECT_EQ(huawei().status, 200);
}

TEST_F(FacesThatAnswer, are_not_those_that_are_off_in_any_auth_mode) {
  for (auto const mode : {AuthMode::kOff, AuthMode::kVerify, AuthMode::kSoft, AuthMode::kEnforce}) {
    choose({.huawei = false, .alexa = false}, mode);
    EXPECT_EQ(huawei().body, "<UnknownOperationException/>\n");
    EXPECT_EQ(huawei().status, 404);
    auto const other = alexa();
    EXPECT_EQ(other.status, 501);
    EXPECT_THAT(other.body, testing::HasSubstr("IAM and STS, not AlexaForBusiness"));
  }
}

TEST_F(FacesThatAnswer, may_be_without_that_of_aws) {
  choose({.aws = false});
  EXPECT_EQ(post(kListUsers).status, 404);
  EXPECT_EQ(huawei().status, 200);
  EXPECT_EQ(alexa().status, 200);
  EXPECT_EQ(send("GET", "/_iam/health").status, 200);
}

// A signature for one operation must not be good for another one.
TEST_F(FacesThatAnswer, take_no_operation_that_was_not_signed) {
  choose({}, AuthMode::kVerify);
  sigv4::Signer const signer{.access_key_id = "test", .secret = Secret("test"), .session_token = {}, .service = "a4b"};
  constexpr Header kTarget{"X-Amz-Target", "AlexaForBusiness.SearchUsers"};
  Headers const unsigned_target{{"Host", "localhost"}, {"Content-Type", "application/x-amz-json-1.1"}};
  auto with_target = unsigned_target;
  with_target.push_back(kTarget);
  for (auto const& [to_sign, status] : {std::pair{with_target, 200}, {unsigned_target, 400}}) {
    auto headers = with_target;
    auto const added = sigv4::sign({"POST", "/", to_sign, "{}"}, signer, clock_.now());
    for (auto const& [name, value] : added) headers.push_back({name, value});
    auto const response = send("POST", "/", headers, "{}");
    EXPECT_EQ(response.status, status) << response.body;
    EXPECT_EQ(response.body.find("'X-Amz-Target' must be a 'SignedHeader'") != std::string::npos, status == 400);
  }
}

}  // namespace
}  // namespace iam::gateway
