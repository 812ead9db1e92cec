// Delegation requests. States, times and who may do what:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/temporary-delegation-building-integration.html and
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateDelegationRequest.html and its neighbours.
// The codes are the model's; no sentence is confirmed. What stands for AWS's registration of partners and for the topic
// that they are told through, /_iam/delegation-templates and /_iam/delegation-requests, is the emulator's own.
#include "client/delegation.h"

namespace conformance {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(DelegationRequest, tells_what_the_partner_asked_for) {
  Partner partner;
  Caller owner;
  auto const created = partner.create({{"OwnerAccountId", owner.account()},
                                       {"RequestMessage", "Once more"},
                                       {"OnlySendByOwner", "true"},
                                       {"RedirectUrl", "https://example.com/back?a=1"}});
  EXPECT_THAT(created, succeeds());
  auto const id = created.text("DelegationRequestId");
  EXPECT_THAT(created.text("ConsoleDeepLink"), HasSubstr(id));

  auto const shown = on(owner, "GetDelegationRequest", id);
  auto const text = [&](std::string const& name) { return shown.text(("DelegationRequest/" + name).c_str()); };
  EXPECT_EQ(text("State"), "UNASSIGNED");
  EXPECT_EQ(text("OwnerAccountId"), owner.account());
  EXPECT_EQ(text("Description"), "Set up the product");
  EXPECT_EQ(text("RequestMessage"), "Once more");
  EXPECT_EQ(text("RedirectUrl"), "https://example.com/back?a=1");
  EXPECT_EQ(text("OnlySendByOwner"), "true");
  EXPECT_EQ(text("SessionDuration"), "3600");
  EXPECT_EQ(text("RequestorId"), partner.account());
  EXPECT_EQ(text("RequestorName"), "Example Corp");
  EXPECT_EQ(text("Permissions/PolicyTemplateArn"), partner.template_arn);
  EXPECT_EQ(text("Permissions/Parameters/member/Name"), "bucketArn");
  EXPECT_EQ(text("Permissions/Parameters/member/Values/member"), "arn:aws:s3:::mine/*");
  EXPECT_EQ(text("Permissions/Parameters/member/Type"), "string");
  EXPECT_THAT(text("PermissionPolicy"), AllOf(HasSubstr(R"("Resource":"arn:aws:s3:::mine/*")"), Not(HasSubstr("@{"))));
  EXPECT_THAT(shown.texts("DelegationRequest/RolePermissionRestrictionArns"),
              ElementsAre("arn:aws:iam::aws:policy/ReadOnlyAccess"));
  for (auto const* absent : {"OwnerId", "ApproverId", "Notes", "RejectionReason"}) {
    EXPECT_FALSE(shown.has((std::string("DelegationRequest/") + absent).c_str())) << absent;
  }
}

TEST(DelegationRequest, goes_from_association_to_token) {
  Partner partner;
  Caller owner;
  auto const id = partner.created();
  EXPECT_EQ(state_of(owner, id), "UNASSIGNED");
  EXPECT_THAT(states_after(owner, id,
                           {"AssociateDelegationRequest", "UpdateDelegationRequest", "AcceptDelegationRequest",
                            "SendDelegationToken"}),
              ElementsAre("ASSIGNED", "PENDING_APPROVAL", "ACCEPTED", "FINALIZED"));
  auto const shown = on(owner, "GetDelegationRequest", id);
  EXPECT_EQ(shown.text("DelegationRequest/OwnerAccountId"), owner.account());
  EXPECT_EQ(shown.text("DelegationRequest/OwnerId"), owner.arn("root"));
  EXPECT_EQ(shown.text("DelegationRequest/ApproverId"), owner.arn("root"));
}

TEST(DelegationRequest, is_accepted_without_being_forwarded) {
  Partner partner;
  Caller owner;
  EXPECT_THAT(states_after(owner, partner.created(), {"AssociateDelegationRequest", "AcceptDelegationRequest"}),
              ElementsAre("ASSIGNED", "ACCEPTED"));
}

TEST(DelegationRequest, keeps_notes_and_the_reason_it_was_rejected_for) {
  Partner partner;
  Caller owner;
  auto const id = partner.created();
  on(owner, "AssociateDelegationRequest", id);
  on(owner, "UpdateDelegationRequest", id, {{"Notes", "please look"}});
  on(owner, "UpdateDelegationRequest", id);
  EXPECT_THAT(on(owner, "RejectDelegationRequest", id, {{"Notes", "too much"}}), succeeds());
  auto const shown = on(owner, "GetDelegationRequest", id);
  EXPECT_EQ(shown.text("DelegationRequest/State"), "REJECTED");
  EXPECT_EQ(shown.text("DelegationRequest/Notes"), "please look");
  EXPECT_EQ(shown.text("DelegationRequest/RejectionReason"), "too much");
}

TEST(DelegationRequest, may_be_rejected_until_the_token_is_sent) {
  Partner partner;
  Caller owner;
  for (auto const& before :
       std::vector<std::vector<char const*>>{{"AssociateDelegationRequest"},
                                             {"AssociateDelegationRequest", "UpdateDelegationRequest"},
                                             {"AssociateDelegationRequest", "AcceptDelegationRequest"}}) {
    auto const id = partner.created();
    states_after(owner, id, before);
    EXPECT_THAT(states_after(owner, id, {"RejectDelegationRequest"}), ElementsAre("REJECTED"));
  }
  auto const id = partner.created();
  states_after(owner, id, {"AssociateDelegationRequest", "AcceptDelegationRequest", "SendDelegationToken"});
  EXPECT_THAT(
      on(owner, "RejectDelegationRequest", id),
      fails_with(400, "InvalidInput",
                 "Delegation request " + id + " is in state FINALIZED, in which this operation is not allowed."));
}

TEST(DelegationRequest, refuses_what_its_state_does_not_allow) {
  Partner partner;
  Caller owner;
  auto const id = partner.created();
  for (auto const* action : {"UpdateDelegationRequest", "RejectDelegationRequest", "SendDelegationToken"}) {
    EXPECT_EQ(on(owner, action, id).code(), "InvalidInput") << action;
  }
  EXPECT_EQ(on(owner, "AcceptDelegationRequest", id).code(), "ValidationError");
  on(owner, "AssociateDelegationRequest", id);
  for (auto const* action : {"AssociateDelegationRequest", "SendDelegationToken"}) {
    EXPECT_EQ(on(owner, action, id).code(), "InvalidInput") << action;
  }
  on(owner, "RejectDelegationRequest", id);
  for (auto const* action :
       {"AssociateDelegationRequest", "UpdateDelegationRequest", "RejectDelegationRequest", "SendDelegationToken"}) {
    EXPECT_EQ(on(owner, action, id).code(), "InvalidInput") << action;
  }
  EXPECT_EQ(on(owner, "AcceptDelegationRequest", id).code(), "ValidationError");
  EXPECT_EQ(state_of(owner, id), "REJECTED");
}

TEST(DelegationRequest, expires_when_nobody_acts) {
  Server const server;
  FrozenClock const clock(server, "2026-03-05T00:00:00Z");
  Partner partner(server);
  Caller owner(server);
  auto const advance = [&](int seconds) {
    server.exchange(
        {.method = "PUT", .target = "/_iam/clock", .body = R"({"advance_s":)" + std::to_string(seconds) + "}"});
  };
  auto const expiration = [&](std::string const& id) {
    return on(owner, "GetDelegationRequest", id).text("DelegationRequest/ExpirationTime");
  };
  constexpr int kDay = 24 * 60 * 60;
  auto const unassigned = partner.created();
  auto const assigned = partner.created();
  EXPECT_EQ(expiration(unassigned), "2026-03-06T00:00:00Z");
  on(owner, "AssociateDelegationRequest", assigned);
  EXPECT_EQ(expiration(assigned), "2026-03-12T00:00:00Z");
  advance(kDay - 1);
  EXPECT_EQ(state_of(owner, unassigned), "UNASSIGNED");
  advance(1);
  EXPECT_EQ(state_of(owner, unassigned), "EXPIRED");
  EXPECT_EQ(on(owner, "AssociateDelegationRequest", unassigned).code(), "InvalidInput");
  on(owner, "AcceptDelegationRequest", assigned);
  EXPECT_EQ(expiration(assigned), "2026-03-13T00:00:00Z");
  EXPECT_EQ(on(owner, "GetDelegationRequest", assigned).text("DelegationRequest/UpdatedTime"), "2026-03-06T00:00:00Z");
  advance(7 * kDay);
  EXPECT_EQ(state_of(owner, assigned), "EXPIRED");
  EXPECT_EQ(on(owner, "SendDelegationToken", assigned).code(), "InvalidInput");
}

TEST(DelegationRequest, is_known_to_everybody_until_an_account_is_asked) {
  Partner partner;
  Caller owner, stranger;
  auto const open = partner.created();
  auto const aimed = partner.created({{"OwnerAccountId", owner.account()}});
  EXPECT_EQ(state_of(stranger, open), "UNASSIGNED");
  auto const unknown = fails_with(404, "NoSuchEntity", "Delegation request " + aimed + " cannot be found.");
  for (auto const* action : {"GetDelegationRequest", "AssociateDelegationRequest", "AcceptDelegationRequest",
                             "RejectDelegationRequest", "UpdateDelegationRequest", "SendDelegationToken"}) {
    EXPECT_THAT(on(stranger, action, aimed), unknown) << action;
  }
  EXPECT_EQ(state_of(owner, aimed), "UNASSIGNED");
  on(owner, "AssociateDelegationRequest", open);
  EXPECT_EQ(on(stranger, "GetDelegationRequest", open).code(), "NoSuchEntity");
  EXPECT_EQ(state_of(partner, open), "ASSIGNED");
  EXPECT_EQ(on(partner, "AcceptDelegationRequest", open).code(), "NoSuchEntity");
  EXPECT_EQ(on(owner, "GetDelegationRequest", kUnknownRequest).code(), "NoSuchEntity");
}

// Whoever accepts is whose permissions are delegated; the owner stays.
TEST(DelegationRequest, is_accepted_by_another_than_its_owner) {
  Partner partner;
  Caller root;
  root.create_user("Ann");
  Caller ann(shared_server(), root.create_access_key("Ann"));
  auto const id = partner.created();
  on(ann, "AssociateDelegationRequest", id);
  on(ann, "UpdateDelegationRequest", id);
  on(root, "AcceptDelegationRequest", id);
  auto const shown = on(root, "GetDelegationRequest", id);
  EXPECT_EQ(shown.text("DelegationRequest/OwnerId"), root.arn("user/Ann"));
  EXPECT_EQ(shown.text("DelegationRequest/ApproverId"), root.arn("root"));
}

TEST(DelegationRequest, has_its_token_sent_by_the_owner_when_the_partner_wants_so) {
  Partner partner;
  Caller root;
  root.create_user("Ann");
  Caller ann(shared_server(), root.create_access_key("Ann"));
  auto const id = partner.created({{"OnlySendByOwner", "true"}});
  on(ann, "AssociateDelegationRequest", id);
  on(root, "AcceptDelegationRequest", id);
  EXPECT_EQ(on(root, "SendDelegationToken", id).status(), 403);
  EXPECT_EQ(on(root, "SendDelegationToken", id).code(), "AccessDenied");
  EXPECT_THAT(on(ann, "SendDelegationToken", id), succeeds());
}

// Documented: root accepts four hours at most, others twelve.
TEST(DelegationRequest, of_more_than_four_hours_is_not_accepted_by_root) {
  Partner partner;
  Caller root;
  root.create_user("Ann");
  Caller ann(shared_server(), root.create_access_key("Ann"));
  auto const id = partner.created({{"SessionDuration", "14401"}});
  on(ann, "AssociateDelegationRequest", id);
  EXPECT_EQ(on(root, "AcceptDelegationRequest", id).code(), "AccessDenied");
  EXPECT_THAT(on(ann, "AcceptDelegationRequest", id), succeeds());
  auto const shorter = partner.created({{"SessionDuration", "14400"}});
  EXPECT_THAT(states_after(root, shorter, {"AssociateDelegationRequest", "AcceptDelegationRequest"}),
              ElementsAre("ASSIGNED", "ACCEPTED"));
}

}  // namespace
}  // namespace conformance
