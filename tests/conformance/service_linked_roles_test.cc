// Service-linked roles.
// Sources in the comments: LS recordings of AWS, I issues quoting AWS, D documentation, B the service model, T what
// Terraform does.
#include "client/roles.h"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::MatchesRegex;

constexpr auto kEcs = "AWSServiceRoleForECS";
constexpr auto kNothing = R"({"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}})";

Answer create_linked(Caller& me, std::string const& service, Pairs parameters = {}) {
  parameters.insert(parameters.begin(), {"AWSServiceName", service});
  return me.iam("CreateServiceLinkedRole", parameters);
}

auto is_protected(std::string const& role) {
  return fails_with(
      400, "UnmodifiableEntity",
      "Cannot perform the operation on the protected role '" + role + "' - this role is only modifiable by AWS");
}

// LS.
TEST(CreateServiceLinkedRole, makes_the_role_aws_makes) {
  Caller me;
  auto const created = create_linked(me, "ecs.amazonaws.com");
  EXPECT_THAT(created.names("Role"),
              ElementsAre("Path", "RoleName", "RoleId", "Arn", "CreateDate", "AssumeRolePolicyDocument"));
  EXPECT_EQ(created.text("Role/Arn"), me.arn("role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS"));
  EXPECT_EQ(created.text("Role/AssumeRolePolicyDocument"),
            "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22"
            "%3A%7B%22Service%22%3A%22ecs.amazonaws.com%22%7D%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%5D%7D");
  EXPECT_THAT(on_role(me, "ListAttachedRolePolicies", kEcs).texts("AttachedPolicies", "PolicyArn"),
              ElementsAre("arn:aws:iam::aws:policy/aws-service-role/AmazonECSServiceRolePolicy"));
  auto const shown = get_role(me, kEcs);
  EXPECT_EQ(shown.text("Role/Path"), "/aws-service-role/ecs.amazonaws.com/");
  EXPECT_EQ(shown.text("Role/MaxSessionDuration"), "3600");
  EXPECT_FALSE(shown.has("Role/Description"));
}

// LS: some services describe their roles; what the caller says counts more.
TEST(CreateServiceLinkedRole, describes_the_role) {
  Caller me;
  create_linked(me, "rds.amazonaws.com");
  EXPECT_EQ(get_role(me, "AWSServiceRoleForRDS").text("Role/Description"),
            "Allows Amazon RDS to manage AWS resources on your behalf");
  create_linked(me, "sso.amazonaws.com");
  EXPECT_EQ(get_role(me, "AWSServiceRoleForSSO").text("Role/Description"),
            "Service-linked role used by AWS SSO to manage AWS resources, including IAM roles, policies and SAML IdP on"
            " your behalf.");
  create_linked(me, "ssm.amazonaws.com", {{"Description", "mine"}});
  EXPECT_EQ(get_role(me, "AWSServiceRoleForAmazonSSM").text("Role/Description"), "mine");
}

// LS.
TEST(CreateServiceLinkedRole, makes_each_role_once) {
  Caller me;
  create_linked(me, "batch.amazonaws.com");
  EXPECT_THAT(create_linked(me, "batch.amazonaws.com"),
              fails_with(400, "InvalidInput",
                         "Service role name AWSServiceRoleForBatch has been taken in this account, please try a"
                         " different suffix."));
}

// LS: three of 71 services take a suffix. D: roles of others have one, as AWSServiceRoleForOutposts_OutpostID has.
TEST(CreateServiceLinkedRole, takes_a_suffix_where_the_service_does) {
  Caller me;
  for (auto const& [service, name] : Pairs{{"autoscaling.amazonaws.com", "AWSServiceRoleForAutoScaling_blue"},
                                           {"connect.amazonaws.com", "AWSServiceRoleForAmazonConnect_blue"},
                                           {"lexv2.amazonaws.com", "AWSServiceRoleForLexV2Bots_blue"},
                                           {"outposts.amazonaws.com", "AWSServiceRoleForOutposts_blue"},
                                           {"profile.amazonaws.com", "AWSServiceRoleForProfile_blue"}}) {
    EXPECT_EQ(create_linked(me, service, {{"CustomSuffix", "blue"}}).text("Role/RoleName"), name);
  }
  EXPECT_THAT(create_linked(me, "ecs.amazonaws.com", {{"CustomSuffix", "blue"}}),
              fails_with(400, "InvalidInput", "Custom suffix is not allowed for ecs.amazonaws.com"));
  // Unconfirmed; that a role's name has 64 characters at most is B.
  EXPECT_EQ(create_linked(me, "autoscaling.amazonaws.com", {{"CustomSuffix", std::string(40, 's')}}).code(),
            "ValidationError");
}

// I (several users): names have a case, and not every service has such a role.
TEST(CreateServiceLinkedRole, refuses_services_that_have_none) {
  Caller me;
  for (auto const* service : {"account.amazonaws.com", "ECS.amazonaws.com", "service"}) {
    EXPECT_THAT(
        create_linked(me, service),
        fails_with(403, "AccessDenied", "Cannot find Service Linked Role template for " + std::string(service)));
  }
}

// D: the roles that AWS's other services document, each with its policy. Pages: service-linked-roles-documented.csv.
TEST(CreateServiceLinkedRole, knows_documented_services_too) {
  struct Documented {
    std::string service, role, policy;
  };
  Caller me;
  for (auto const& [service, role, policy] : std::initializer_list<Documented>{
           {"es.amazonaws.com", "AmazonElasticsearchService", "AmazonElasticsearchServiceRolePolicy"},
           {"custom-resource.application-autoscaling.amazonaws.com", "ApplicationAutoScaling_CustomResource",
            "AWSApplicationAutoScalingCustomResourcePolicy"},
           {"event-processor.health.amazonaws.com", "Health_EventProcessor",
            "AWSHealth_EventProcessorServiceRolePolicy"},
           {"observabilityadmin.amazonaws.com", "ObservabilityAdmin", "AWSObservabilityAdminServiceRolePolicy"},
           {"malware-protection.guardduty.amazonaws.com", "AmazonGuardDutyMalwareProtection",
            "AmazonGuardDutyMalwareProtectionServiceRolePolicy"},
           {"sagemaker-queuing.batch.amazonaws.com", "AWSBatchWithSagemaker", "AWSBatchServiceRolePolicyForSageMaker"},
           {"ec2scheduled.amazonaws.com", "EC2ScheduledInstances", "AWSServiceRoleForEC2ScheduledInstances"}}) {
    auto const name = "AWSServiceRoleFor" + role;
    auto const created = create_linked(me, service);
    EXPECT_EQ(created.text("Role/Arn"), me.arn("role/aws-service-role/" + service + "/" + name));
    EXPECT_FALSE(created.has("Role/Description"));
    EXPECT_THAT(on_role(me, "ListAttachedRolePolicies", name).texts("AttachedPolicies", "PolicyArn"),
                ElementsAre("arn:aws:iam::aws:policy/aws-service-role/" + policy));
  }
}

// I:aws-nuke#441 for the sentence; T: description and tags are the owner's. That the longest session is not is
// unconfirmed: of service-linked roles AWS documents only the description as editable.
TEST(ServiceLinkedRole, belongs_to_aws_but_for_description_and_tags) {
  Caller me;
  create_linked(me, "ecs.amazonaws.com");
  EXPECT_THAT(on_role(me, "DeleteRole", kEcs), is_protected(kEcs));
  EXPECT_THAT(on_role(me, "UpdateAssumeRolePolicy", kEcs, {{"PolicyDocument", trusted_service()}}), is_protected(kEcs));
  EXPECT_THAT(on_role(me, "UpdateRole", kEcs, {{"MaxSessionDuration", "7200"}}), is_protected(kEcs));
  for (auto const* action : {"AttachRolePolicy", "DetachRolePolicy"}) {
    EXPECT_THAT(on_role(me, action, kEcs, {{"PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess"}}),
                is_protected(kEcs));
  }
  EXPECT_THAT(on_role(me, "PutRolePolicy", kEcs, {{"PolicyName", "mine"}, {"PolicyDocument", kNothing}}),
              is_protected(kEcs));
  EXPECT_THAT(on_role(me, "DeleteRolePolicy", kEcs, {{"PolicyName", "mine"}}), is_protected(kEcs));
  EXPECT_THAT(on_role(me, "PutRolePermissionsBoundary", kEcs,
                      {{"PermissionsBoundary", "arn:aws:iam::aws:policy/AdministratorAccess"}}),
              is_protected(kEcs));
  EXPECT_THAT(on_role(me, "DeleteRolePermissionsBoundary", kEcs), is_protected(kEcs));
  EXPECT_THAT(on_role(me, "UpdateRole", kEcs, {{"Description", "a"}}), succeeds());
  EXPECT_THAT(on_role(me, "UpdateRoleDescription", kEcs, {{"Description", "b"}}), succeeds());
  EXPECT_THAT(on_role(me, "TagRole", kEcs, with_tags({}, {{"a", "1"}})), succeeds());
  EXPECT_THAT(on_role(me, "UntagRole", kEcs, with_tag_keys({}, {"a"})), succeeds());
}

// I:aws-iam-policy-tool#9.
TEST(ServiceLinkedRole, has_a_path_that_no_other_role_may_have) {
  Caller me;
  EXPECT_THAT(create_role(me, kEcs, {{"Path", "/aws-service-role/ecs.amazonaws.com/"}}),
              fails_with(400, "InvalidInput",
                         "Path prefix '/aws-service-role/' can only be used for AWS Service linked Roles"));
  EXPECT_THAT(create_role(me, "Ops", {{"Path", "/service-role/"}}), succeeds());
}

// LS: the shape of the task's id, and that it succeeds.
TEST(DeleteServiceLinkedRole, answers_a_task_that_succeeds) {
  Caller me;
  create_linked(me, "ecs.amazonaws.com");
  auto const task = on_role(me, "DeleteServiceLinkedRole", kEcs).text("DeletionTaskId");
  EXPECT_THAT(task, MatchesRegex("task/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS/[0-9a-f-]{36}"));
  auto const status = me.iam("GetServiceLinkedRoleDeletionStatus", {{"DeletionTaskId", task}});
  EXPECT_EQ(status.text("Status"), "SUCCEEDED");
  EXPECT_FALSE(status.has("Reason"));
  EXPECT_EQ(get_role(me, kEcs).code(), "NoSuchEntity");
  EXPECT_THAT(create_linked(me, "ecs.amazonaws.com"), succeeds());
}

// B: NoSuchEntity. The sentence about tasks and what is said of other roles are unconfirmed.
TEST(DeleteServiceLinkedRole, tells_what_is_missing) {
  Caller me;
  create_role(me, "Ops");
  EXPECT_THAT(on_role(me, "DeleteServiceLinkedRole", "nobody"), fails_with(404, "NoSuchEntity", kNoSuchRole));
  EXPECT_EQ(on_role(me, "DeleteServiceLinkedRole", "Ops").code(), "NoSuchEntity");
  EXPECT_THAT(get_role(me, "Ops"), succeeds());
  EXPECT_EQ(me.iam("GetServiceLinkedRoleDeletionStatus", {{"DeletionTaskId", "task/nothing"}}).code(), "NoSuchEntity");

  create_linked(me, "ecs.amazonaws.com");
  auto const task = on_role(me, "DeleteServiceLinkedRole", kEcs).text("DeletionTaskId");
  Caller other;
  EXPECT_EQ(other.iam("GetServiceLinkedRoleDeletionStatus", {{"DeletionTaskId", task}}).code(), "NoSuchEntity");
}

}  // namespace
}  // namespace conformance
