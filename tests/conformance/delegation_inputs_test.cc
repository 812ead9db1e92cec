// What delegation requests are made of, their lists and summaries, and the emulator's own endpoints about them.
// Sources: delegation_requests_test.cc.
#include "client/delegation.h"

namespace conformance {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(DelegationRequest, is_one_of_each_workflow) {
  Partner partner, other;
  partner.create({{"RequestorWorkflowId", "the-same"}});
  EXPECT_THAT(partner.create({{"RequestorWorkflowId", "the-same"}}),
              fails_with(409, "EntityAlreadyExists",
                         "A delegation request with requestor workflow ID the-same already exists."));
  EXPECT_THAT(other.create({{"RequestorWorkflowId", "the-same"}}), succeeds());
}

TEST(DelegationRequest, is_made_by_partners_only) {
  Partner partner;
  Caller nobody;
  auto const request = [&](Caller& who, std::string const& arn) {
    return who.iam("CreateDelegationRequest", {{"Description", ""},
                                               {"Permissions.PolicyTemplateArn", arn},
                                               {"RequestorWorkflowId", "workflow"},
                                               {"NotificationChannel", kTopic},
                                               {"SessionDuration", "900"}});
  };
  EXPECT_THAT(request(nobody, partner.template_arn),
              fails_with(400, "InvalidInput",
                         "Policy template " + partner.template_arn + " is not registered for this account."));
  EXPECT_EQ(request(partner, partner.template_arn + "x").code(), "InvalidInput");
}

TEST(DelegationRequest, takes_the_parameters_of_its_template) {
  Partner partner;
  auto const parameter = [](std::string const& number, std::string const& name, std::vector<std::string> values,
                            std::string const& type = "string") {
    auto const prefix = "Permissions.Parameters.member." + number + ".";
    Pairs pairs{{prefix + "Name", name}, {prefix + "Type", type}};
    int position = 0;
    for (auto& value : values) {
      pairs.emplace_back(prefix + "Values.member." + std::to_string(++position), std::move(value));
    }
    return pairs;
  };
  EXPECT_THAT(partner.create(parameter("2", "another", {"1"})),
              fails_with(400, "InvalidInput", "The policy template has no parameter another."));
  EXPECT_EQ(partner.create(parameter("2", "bucketArn", {"arn:aws:s3:::x"})).code(), "InvalidInput");
  EXPECT_EQ(partner.create(parameter("1", "bucketArn", {"arn:aws:s3:::a", "arn:aws:s3:::b"})).code(), "InvalidInput");
  EXPECT_THAT(partner.create(parameter("1", "bucketArn", {"no ARN"})).message(),
              testing::Optional(HasSubstr("must be in ARN format")));
  auto const listed = partner.create(parameter("1", "bucketArn", {"arn:aws:s3:::a", "arn:aws:s3:::b"}, "stringList"));
  EXPECT_THAT(on(partner, "GetDelegationRequest", listed.text("DelegationRequestId"))
                  .text("DelegationRequest/PermissionPolicy"),
              HasSubstr(R"(["arn:aws:s3:::a","arn:aws:s3:::b"])"));
  auto const none = partner.iam("CreateDelegationRequest", {{"Description", ""},
                                                            {"Permissions.PolicyTemplateArn", partner.template_arn},
                                                            {"RequestorWorkflowId", "without"},
                                                            {"NotificationChannel", kTopic},
                                                            {"SessionDuration", "900"}});
  EXPECT_THAT(none, fails_with(400, "InvalidInput", "The policy template needs a value of parameter bucketArn."));
}

// Documented: only SNS topic ARNs are accepted.
TEST(DelegationRequest, notifies_a_topic) {
  Partner partner;
  for (auto const* channel : {"me", "arn:aws:sqs:us-east-1:111122223333:queue", "arn:aws:sns:us-east-1:1:topic",
                              "arn:aws:sns:us-east-1:111122223333:topic:subscription"}) {
    EXPECT_EQ(partner.create({{"NotificationChannel", channel}}).code(), "InvalidInput") << channel;
  }
}

TEST(DelegationRequest, is_validated_as_the_model_says) {
  Partner partner;
  for (auto const& wrong : Pairs{{"SessionDuration", "299"},
                                 {"SessionDuration", "43201"},
                                 {"OwnerAccountId", "12"},
                                 {"RequestorWorkflowId", "four"},
                                 {"RedirectUrl", "ftp://example.com"},
                                 {"RequestMessage", std::string(201, 'x')}}) {
    EXPECT_EQ(partner.create({wrong}).code(), "ValidationError") << wrong.first;
  }
  EXPECT_EQ(partner.iam("CreateDelegationRequest").code(), "ValidationError");
}

TEST(DelegationRequest, is_limited_in_number) {
  Partner partner;
  partner.set_quota("DelegationRequestsPerAccount", 1);
  EXPECT_THAT(partner.create(), succeeds());
  EXPECT_THAT(partner.create(),
              fails_with(409, "LimitExceeded", "Cannot exceed quota for DelegationRequestsPerAccount: 1"));
}

// Of others than root nothing is known without a look at their policies.
TEST(DelegationRequest, is_checked_against_the_permissions_of_who_asks) {
  Partner partner;
  Caller root;
  root.create_user("Ann");
  Caller ann(shared_server(), root.create_access_key("Ann"));
  auto const id = partner.created();
  EXPECT_FALSE(on(root, "GetDelegationRequest", id).has("PermissionCheckStatus"));
  auto const checked = on(root, "GetDelegationRequest", id, {{"DelegationPermissionCheck", "true"}});
  EXPECT_EQ(checked.text("PermissionCheckStatus"), "COMPLETE");
  EXPECT_EQ(checked.text("PermissionCheckResult"), "ALLOWED");
  EXPECT_EQ(on(ann, "GetDelegationRequest", id, {{"DelegationPermissionCheck", "true"}}).text("PermissionCheckResult"),
            "UNSURE");
}

TEST(ListDelegationRequests, lists_those_with_an_owner_in_the_account) {
  Partner partner;
  Caller root;
  root.create_user("Ann");
  Caller ann(shared_server(), root.create_access_key("Ann"));
  partner.created({{"OwnerAccountId", root.account()}});
  auto const first = partner.created();
  auto const second = partner.created();
  on(root, "AssociateDelegationRequest", first);
  on(ann, "AssociateDelegationRequest", second);
  auto const listed = root.iam("ListDelegationRequests");
  EXPECT_THAT(listed.texts("DelegationRequests", "DelegationRequestId"), ElementsAre(first, second));
  EXPECT_EQ(listed.text("isTruncated"), "false");
  EXPECT_THAT(root.iam("ListDelegationRequests", {{"OwnerId", root.arn("user/Ann")}})
                  .texts("DelegationRequests", "DelegationRequestId"),
              ElementsAre(second));
  EXPECT_THAT(partner.iam("ListDelegationRequests").texts("DelegationRequests", "DelegationRequestId"), IsEmpty());
}

TEST(ListDelegationRequests, pages) {
  Partner partner;
  Caller root;
  std::vector<std::string> ids;
  for (int i = 0; i < 3; ++i) {
    ids.push_back(partner.created());
    on(root, "AssociateDelegationRequest", ids.back());
  }
  auto const first = root.iam("ListDelegationRequests", {{"MaxItems", "2"}});
  EXPECT_EQ(first.text("isTruncated"), "true");
  auto const second = root.iam("ListDelegationRequests", {{"MaxItems", "2"}, {"Marker", first.text("Marker")}});
  EXPECT_EQ(second.text("isTruncated"), "false");
  EXPECT_THAT(first.texts("DelegationRequests", "DelegationRequestId"), ElementsAre(ids[0], ids[1]));
  EXPECT_THAT(second.texts("DelegationRequests", "DelegationRequestId"), ElementsAre(ids[2]));
  EXPECT_EQ(root.iam("ListDelegationRequests", {{"Marker", "nonsense"}}).message(), "Invalid Marker.");
}

TEST(HumanReadableSummary, tells_what_the_policy_allows) {
  Partner partner;
  Caller owner;
  auto const arn = "arn:aws:iam::" + owner.account() + ":delegation-request/" + partner.created();
  auto const summary = owner.iam("GetHumanReadableSummary", {{"EntityArn", arn}});
  EXPECT_EQ(summary.text("SummaryState"), "AVAILABLE");
  EXPECT_EQ(summary.text("Locale"), "en");
  EXPECT_THAT(summary.text("SummaryContent"),
              AllOf(HasSubstr("Example Corp"), HasSubstr("1 h"), HasSubstr("- s3: GetObject, PutObject"),
                    HasSubstr("- iam: CreateRole")));
  auto const french = owner.iam("GetHumanReadableSummary", {{"EntityArn", arn}, {"Locale", "fr"}});
  EXPECT_EQ(french.text("SummaryState"), "NOT_SUPPORTED");
  EXPECT_FALSE(french.has("SummaryContent"));
}

TEST(HumanReadableSummary, is_of_delegation_requests_that_the_caller_may_see) {
  Partner partner;
  Caller owner, stranger;
  auto const id = partner.created({{"OwnerAccountId", owner.account()}});
  EXPECT_EQ(owner.iam("GetHumanReadableSummary", {{"EntityArn", owner.arn("role/worker")}}).code(), "InvalidInput");
  EXPECT_EQ(stranger.iam("GetHumanReadableSummary", {{"EntityArn", owner.arn("delegation-request/" + id)}}).code(),
            "NoSuchEntity");
}

TEST(DelegationEndpoints, stand_for_the_topic_of_the_partner) {
  Partner partner;
  Caller owner;
  auto const id = partner.created();
  states_after(owner, id, {"AssociateDelegationRequest", "AcceptDelegationRequest"});
  EXPECT_THAT(mailbox(partner), AllOf(HasSubstr(id), HasSubstr(R"("state":"ACCEPTED")"), Not(HasSubstr("token"))));
  on(owner, "SendDelegationToken", id);
  EXPECT_THAT(mailbox(partner), AllOf(HasSubstr(R"("state":"FINALIZED")"), HasSubstr(R"("exchange_token":")"),
                                      HasSubstr(owner.account())));
  EXPECT_THAT(mailbox(owner), Not(HasSubstr(id)));
}

TEST(DelegationEndpoints, forget_what_belongs_to_an_account) {
  Partner partner, other;
  Caller owner;
  auto const reset = [](Caller const& who) {
    shared_server().exchange({.method = "POST", .target = "/_iam/reset?account=" + who.account()});
  };
  auto const id = partner.created({{"OwnerAccountId", owner.account()}});
  auto const kept = partner.created();
  reset(owner);
  EXPECT_EQ(on(partner, "GetDelegationRequest", id).code(), "NoSuchEntity");
  EXPECT_EQ(state_of(partner, kept), "UNASSIGNED");
  reset(partner);
  EXPECT_EQ(on(partner, "GetDelegationRequest", kept).code(), "NoSuchEntity");
  EXPECT_EQ(partner.create().code(), "InvalidInput");
  EXPECT_THAT(other.create(), succeeds());
}

TEST(DelegationEndpoints, refuse_what_is_no_template) {
  auto const put = [](std::string const& body) {
    return shared_server().exchange({.method = "PUT", .target = "/_iam/delegation-templates", .body = body});
  };
  for (auto const& [body, sentence] : Pairs{
           {"[]", "send an object"},
           {R"({"arn":"short","policy":{}})", "`arn` has 20 to 2048 characters"},
           {R"({"arn":"arn:aws:sns:us-east-1:111122223333:topic","policy":{}})", "is no ARN of IAM"},
           {R"({"arn":"arn:aws:iam::aws:delegation-template/x","policy":[]})", "`policy` is a policy document"},
           {R"({"arn":"arn:aws:iam::aws:delegation-template/x","policy":{},"partner":"1"})", "`1` is no account id"},
           {R"({"arn":"arn:aws:iam::aws:delegation-template/x","policy":{},"name":"1"})", "unknown member `name`"},
           {R"({"arn":"arn:aws:iam::aws:delegation-template/x","policy":{},"partner_name":""})",
            "`partner_name` has 1"},
       }) {
    auto const answer = put(body);
    EXPECT_EQ(answer.status, 400) << body;
    EXPECT_THAT(answer.body, HasSubstr(sentence)) << body;
  }
}

}  // namespace
}  // namespace conformance
