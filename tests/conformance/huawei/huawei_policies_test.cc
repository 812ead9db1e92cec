// Identity policies of Huawei Cloud's IAM v5, their versions and what they are attached to:
// https://support.huaweicloud.com/intl/en-us/api-iam5/CreatePolicyV5.html
#include "huawei.h"

namespace conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kNoPolicy[] = "0123456789abcdef0123456789abcdef";

TEST(HuaweiPolicies, are_shown_as_they_were_created) {
  HuaweiCaller caller;
  auto const created = caller.post("/v5/policies", json_of({{"policy_name", "readers"},
                                                            {"path", "staff/all/"},
                                                            {"description", "may <list>"},
                                                            {"policy_document", std::string(kHuaweiPolicy)}}));
  ASSERT_THAT(created, answers(201));
  EXPECT_EQ(created.text("/policy/policy_type"), "custom");
  EXPECT_EQ(created.text("/policy/path"), "staff/all/");
  EXPECT_EQ(created.text("/policy/urn"), "iam::" + caller.domain_id() + ":policy:staff/all/readers");
  EXPECT_EQ(created.text("/policy/default_version_id"), "v1");
  EXPECT_EQ(created.at("/policy/attachment_count"), 0);
  EXPECT_EQ(created.text("/policy/description"), "may <list>");
  auto const path = "/v5/policies/" + created.text("/policy/policy_id");
  EXPECT_EQ(caller.get(path).at("/policy"), created.at("/policy"));

  auto const version = caller.get(path + "/versions/v1");
  EXPECT_EQ(version.text("/policy_version/document"), kHuaweiPolicy);
  EXPECT_EQ(version.at("/policy_version/is_default"), true);
  EXPECT_THAT(caller.aws().iam("GetPolicy", {{"PolicyArn", caller.aws().arn("policy/staff/all/readers")}}), succeeds());
}

TEST(HuaweiPolicies, of_aws_are_system_policies) {
  HuaweiCaller caller;
  auto const listed = caller.get("/v5/policies?policy_type=system&limit=1");
  EXPECT_EQ(listed.text("/policies/0/policy_type"), "system");
  EXPECT_THAT(listed.text("/policies/0/urn"), ::testing::StartsWith("iam::system:policy:"));
  auto const path = "/v5/policies/" + listed.text("/policies/0/policy_id");
  EXPECT_EQ(caller.get(path).at("/policy"), listed.at("/policies/0"));
  auto const denied = caller.remove(path);
  EXPECT_THAT(denied, refuses_with(403, "PAP5.0001", "access denied: Cannot delete policies outside your own account"));
  EXPECT_THAT(denied.text("/encoded_authorization_message"), Not(IsEmpty()));
}

TEST(HuaweiPolicies, are_listed_by_type_path_and_use) {
  HuaweiCaller caller;
  auto const names = [&caller](std::string const& query) {
    return caller.get("/v5/policies?policy_type=custom" + query).texts("/policies", "policy_name");
  };
  caller.create_policy("b");
  caller.create_policy("a");
  caller.post("/v5/policies",
              json_of({{"policy_name", "c"}, {"path", "staff/"}, {"policy_document", std::string(kHuaweiPolicy)}}));
  EXPECT_THAT(names(""), ElementsAre("a", "b", "c"));
  EXPECT_THAT(names("&path_prefix=staff/"), ElementsAre("c"));
  EXPECT_THAT(names("&only_attached=true"), IsEmpty());
  auto const first = caller.get("/v5/policies?policy_type=custom&limit=2");
  EXPECT_EQ(first.at("/page_info/current_count"), 2);
  EXPECT_THAT(names("&limit=2&marker=" + first.text("/page_info/next_marker")), ElementsAre("c"));
  EXPECT_THAT(caller.get("/v5/policies?policy_type=other"),
              refuses_with(400, "IAM.0007", "Request parameter policy_type is invalid."));
  EXPECT_THAT(caller.get("/v5/policies?only_attached=yes"),
              refuses_with(400, "IAM.0007", "Request parameter only_attached is invalid."));
}

TEST(HuaweiPolicies, that_are_not_there_are_not_found) {
  HuaweiCaller caller;
  std::string const path = std::string("/v5/policies/") + kNoPolicy;
  auto const not_found = refuses_with(404, "PAP5.0012", std::string("policy ") + kNoPolicy + " not found");
  EXPECT_THAT(caller.get(path), not_found);
  EXPECT_THAT(caller.remove(path), not_found);
  EXPECT_THAT(caller.get(path + "/versions"), not_found);
  EXPECT_THAT(caller.get(path + "/versions/v1"), not_found);
  EXPECT_THAT(caller.get(path + "/attached-entities"), not_found);
  EXPECT_THAT(caller.post(path + "/attach-user", R"({"user_id":"x"})"), not_found);
  EXPECT_THAT(caller.post(path + "/detach-group", R"({"group_id":"x"})"), not_found);
}

TEST(HuaweiPolicies, have_documents_of_version_five) {
  HuaweiCaller caller;
  for (std::string const document :
       {"", "{}", "[]", "{", R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["a:b:c"]}]})",
        R"({"Version":"5.0","Statement":[]})", R"({"Version":"5.0","Statement":{"Effect":"Allow","Action":["a:b:c"]}})",
        R"({"Version":"5.0","Statement":[{"Action":["a:b:c"]}]})",
        R"({"Version":"5.0","Statement":[{"Effect":"Allow"}]})",
        R"({"Version":"5.0","Statement":[{"Effect":"allow","Action":["a:b:c"]}]})",
        R"({"Version":"5.0","Statement":[{"Effect":"Allow","Action":"a:b:c"}]})",
        R"({"Version":"5.0","Statement":[{"Effect":"Allow","Action":["a:b:c"],"NotAction":["a:b:c"]}]})",
        R"({"Version":"5.0","Statement":[{"Effect":"Allow","Action":["a:b:c"],"Resource":["*"],"NotResource":["*"]}]})",
        R"({"Version":"5.0","Statement":[{"Effect":"Allow","Action":["a:b:c"],"Principal":["*"]}]})",
        R"({"Version":"5.0","Statement":[{"Effect":"Allow","Action":["a:b:c"],"Condition":{"StringEquals":"x"}}]})",
        R"({"Version":"5.0","Version":"5.0","Statement":[{"Effect":"Allow","Action":["a:b:c"]}]})",
        R"({"Version":"5.0","Id":"x","Statement":[{"Effect":"Allow","Action":["a:b:c"]}]})"}) {
    EXPECT_THAT(caller.post("/v5/policies", json_of({{"policy_name", "p"}, {"policy_document", document}})),
                refuses_with(400, "PAP5.0011", "malformed policy document"))
        << document;
  }
  EXPECT_THAT(caller.post("/v5/policies",
                          json_of({{"policy_name", "p"},
                                   {"policy_document",
                                    R"({"Version":"5.0","Statement":[{"Sid":"s","Effect":"Deny","NotAction":["*"],)"
                                    R"("Resource":["iam:*:*:user:*"],)"
                                    R"("Condition":{"StringEquals":{"g:UserName":["bob"],"g:X":"y"}}}]})"}})),
              answers(201));
}

// A document of AWS's language is no document of Huawei's, and the other way round.
TEST(HuaweiPolicies, keep_their_language_on_the_other_face) {
  HuaweiCaller caller;
  EXPECT_EQ(
      caller.aws().iam("CreatePolicy", {{"PolicyName", "p"}, {"PolicyDocument", std::string(kHuaweiPolicy)}}).code(),
      "MalformedPolicyDocument");
  auto const id = caller.create_policy("p");
  auto const arn = caller.aws().arn("policy/p");
  caller.aws().create_user("bob");
  EXPECT_THAT(caller.aws().iam("AttachUserPolicy", {{"UserName", "bob"}, {"PolicyArn", arn}}), succeeds());
  EXPECT_EQ(caller.get("/v5/policies/" + id).at("/policy/attachment_count"), 1);
}

TEST(HuaweiPolicies, have_documents_of_a_certain_size) {
  HuaweiCaller caller;
  std::string const document =
      R"({"Version":"5.0","Statement":[{"Effect":"Allow","Action":[")" + std::string(6144, 'a') + R"("]}]})";
  auto const size = std::to_string(document.size());
  EXPECT_THAT(caller.post("/v5/policies", json_of({{"policy_name", "p"}, {"policy_document", document}})),
              refuses_with(400, "IAM.1021", "The size " + size + " of the policy exceeds 6,144 characters."));
}

TEST(HuaweiPolicies, have_names_and_paths_of_certain_characters) {
  HuaweiCaller caller;
  auto const create = [&caller](std::string name, std::string path) {
    return caller.post("/v5/policies", json_of({{"policy_name", std::move(name)},
                                                {"path", std::move(path)},
                                                {"policy_document", std::string(kHuaweiPolicy)}}));
  };
  for (auto const& name : {std::string(), std::string(129, 'p'), std::string("a b"), std::string("a,b")}) {
    EXPECT_THAT(create(name, ""), refuses_field("policy_name")) << name;
  }
  for (auto const& path :
       {std::string("/"), std::string("a"), std::string("a//"), std::string("a b/"), std::string(600, 'a') + "/"}) {
    EXPECT_THAT(create("p", path), refuses_with(400, "PAP5.0030", "invalid path")) << path;
  }
  EXPECT_THAT(create("p_+=.@-", ".,+@=_-/b/"), answers(201));
  EXPECT_THAT(create("P_+=.@-", ""), refuses_with(409, "IAM.0005",
                                                  "Conflict occurred when attempting to store policy - "
                                                  "A policy called P_+=.@- already exists. Duplicate names are not "
                                                  "allowed."));
}

class HuaweiPolicyVersions : public ::testing::Test {
 protected:
  JsonAnswer add(bool set_as_default = false) {
    boost::json::object const body{{"policy_document", std::string(kHuaweiPolicy)}, {"set_as_default", set_as_default}};
    return caller_.post(path_, boost::json::serialize(body));
  }

  HuaweiCaller caller_;
  std::string policy_ = "/v5/policies/" + caller_.create_policy("p");
  std::string path_ = policy_ + "/versions";
};

TEST_F(HuaweiPolicyVersions, are_added_listed_and_chosen) {
  auto const added = add();
  ASSERT_THAT(added, answers(201));
  EXPECT_EQ(added.text("/policy_version/version_id"), "v2");
  EXPECT_EQ(added.at("/policy_version/is_default"), false);
  ASSERT_THAT(add(true), answers(201));
  EXPECT_EQ(caller_.get(policy_).text("/policy/default_version_id"), "v3");
  EXPECT_THAT(caller_.get(path_).texts("/versions", "version_id"), ElementsAre("v3", "v2", "v1"));
  EXPECT_EQ(caller_.get(path_).text("/versions/2/document"), kHuaweiPolicy);
  auto const first = caller_.get(path_ + "?limit=2");
  EXPECT_THAT(
      caller_.get(path_ + "?limit=2&marker=" + first.text("/page_info/next_marker")).texts("/versions", "version_id"),
      ElementsAre("v1"));

  auto const chosen = caller_.post(path_ + "/v2/set-default");
  ASSERT_THAT(chosen, answers(200));
  EXPECT_EQ(chosen.text_body(), "");
  EXPECT_EQ(caller_.get(policy_).text("/policy/default_version_id"), "v2");
  ASSERT_THAT(caller_.remove(path_ + "/v3"), answers(204));
  EXPECT_THAT(caller_.get(path_ + "/v3"), refuses_with(404, "PAP5.0012", "policy version v3 not found"));
}

// The code and the sentence are recorded.
TEST_F(HuaweiPolicyVersions, are_five_at_most) {
  for (int i = 2; i <= 5; ++i) add();
  EXPECT_THAT(add(), refuses_with(409, "PAP5.0028", "versions per policy limit exceeded"));
}

TEST_F(HuaweiPolicyVersions, keep_the_default_and_the_policy) {
  EXPECT_THAT(caller_.remove(path_ + "/v1"), refuses_with(409, "IAM.0005",
                                                          "Conflict occurred when attempting to store policy version - "
                                                          "Cannot delete the default version of a policy."));
  add();
  EXPECT_EQ(caller_.remove(policy_).text("/error_code"), "IAM.0005");
}

TEST_F(HuaweiPolicyVersions, that_are_not_there_are_not_found) {
  for (std::string const version : {"v2", "1", "x1", "v", "v1x"}) {
    auto const not_found = refuses_with(404, "PAP5.0012", "policy version " + version + " not found");
    EXPECT_THAT(caller_.get(path_ + "/" + version), not_found);
    EXPECT_THAT(caller_.remove(path_ + "/" + version), not_found);
    EXPECT_THAT(caller_.post(path_ + "/" + version + "/set-default"), not_found);
  }
}

class HuaweiAttachments : public ::testing::Test {
 protected:
  JsonAnswer change(std::string const& verb, Pairs const& body) {
    return caller_.post(policy_path_ + "/" + verb, json_of(body));
  }

  HuaweiCaller caller_;
  std::string policy_ = caller_.create_policy("p");
  std::string policy_path_ = "/v5/policies/" + policy_;
  std::string user_ = caller_.create_user("bob");
  std::string group_ = caller_.create_group("admins");
};

TEST_F(HuaweiAttachments, are_those_of_the_other_face) {
  FrozenClock const clock(shared_server(), "2030-01-01T00:00:00Z");
  auto const attached = change("attach-user", {{"user_id", user_}});
  ASSERT_THAT(attached, answers(200));
  EXPECT_EQ(attached.text_body(), "");
  caller_.aws().iam("AttachUserPolicy", {{"UserName", "bob"}, {"PolicyArn", kAdministrator}});

  auto const listed = caller_.get("/v5/users/" + user_ + "/attached-policies");
  EXPECT_THAT(listed.texts("/attached_policies", "policy_name"), ElementsAre("p", "AdministratorAccess"));
  EXPECT_EQ(listed.text("/attached_policies/0/policy_id"), policy_);
  EXPECT_EQ(listed.text("/attached_policies/0/urn"), "iam::" + caller_.domain_id() + ":policy:p");
  EXPECT_EQ(listed.text("/attached_policies/1/urn"), "iam::system:policy:AdministratorAccess");
  EXPECT_EQ(listed.text("/attached_policies/0/attached_at"), "2030-01-01T00:00:00Z");
  EXPECT_EQ(
      caller_.aws().iam("ListAttachedUserPolicies", {{"UserName", "bob"}}).texts("AttachedPolicies", "PolicyName"),
      (std::vector<std::string>{"p", "AdministratorAccess"}));
}

TEST_F(HuaweiAttachments, are_listed_page_by_page) {
  change("attach-group", {{"group_id", group_}});
  caller_.aws().iam("AttachGroupPolicy", {{"GroupName", "admins"}, {"PolicyArn", kAdministrator}});
  auto const path = "/v5/groups/" + group_ + "/attached-policies?limit=1";
  auto const first = caller_.get(path);
  EXPECT_THAT(first.texts("/attached_policies", "policy_name"), ElementsAre("p"));
  auto const second = caller_.get(path + "&marker=" + first.text("/page_info/next_marker"));
  EXPECT_THAT(second.texts("/attached_policies", "policy_name"), ElementsAre("AdministratorAccess"));
  EXPECT_FALSE(second.has("/page_info/next_marker"));
}

TEST_F(HuaweiAttachments, tell_what_a_policy_is_attached_to) {
  change("attach-user", {{"user_id", user_}});
  change("attach-group", {{"group_id", group_}});
  auto const path = policy_path_ + "/attached-entities";
  auto const all = caller_.get(path);
  EXPECT_THAT(all.texts("/policy_users", "user_id"), ElementsAre(user_));
  EXPECT_THAT(all.texts("/policy_groups", "group_id"), ElementsAre(group_));
  EXPECT_TRUE(all.has("/policy_users/0/attached_at"));
  EXPECT_EQ(all.at("/policy_agencies"), boost::json::array());
  EXPECT_EQ(all.at("/page_info/current_count"), 2);

  auto const users = caller_.get(path + "?entity_type=user");
  EXPECT_THAT(users.texts("/policy_users", "user_id"), ElementsAre(user_));
  EXPECT_EQ(users.at("/policy_groups"), boost::json::array());
  auto const first = caller_.get(path + "?limit=1");
  EXPECT_THAT(first.texts("/policy_groups", "group_id"), ElementsAre(group_));
  auto const second = caller_.get(path + "?limit=1&marker=" + first.text("/page_info/next_marker"));
  EXPECT_THAT(second.texts("/policy_users", "user_id"), ElementsAre(user_));
  EXPECT_THAT(caller_.get(path + "?entity_type=role"),
              refuses_with(400, "IAM.0007", "Request parameter entity_type is invalid."));
  EXPECT_EQ(caller_.remove(policy_path_).text("/error_code"), "IAM.0005");
}

TEST_F(HuaweiAttachments, are_undone) {
  for (auto const& [noun, id] : Pairs{{"user", user_}, {"group", group_}}) {
    Pairs const body{{noun + "_id", id}};
    change("attach-" + noun, body);
    ASSERT_THAT(change("detach-" + noun, body), answers(200));
    EXPECT_THAT(change("detach-" + noun, body), refuses_with(404, "PAP5.0012", "policy " + policy_ + " not found"));
    EXPECT_THAT(caller_.get("/v5/" + noun + "s/" + id + "/attached-policies").texts("/attached_policies", "policy_id"),
                IsEmpty());
  }
}

// Code and status are known from Terraform's provider; the sentence is not.
TEST_F(HuaweiAttachments, need_somebody_to_attach_to) {
  EXPECT_THAT(change("attach-user", {{"user_id", "x"}}), refuses_with(404, "PAP5.0012", "user x not found"));
  EXPECT_THAT(change("attach-group", {{"group_id", "x"}}), refuses_with(404, "PAP5.0012", "group x not found"));
  EXPECT_THAT(change("attach-user", {}), refuses_with(400, "IAM.0072", "'user_id' is a required property."));
  EXPECT_THAT(change("attach-user", {{"user_id", caller_.root_user_id()}}),
              refuses_with(403, "IAM.0002", "You are not authorized to perform the requested action."));
}

TEST_F(HuaweiAttachments, are_no_more_than_the_quota) {
  caller_.aws().set_quota("PoliciesPerUser", 0);
  EXPECT_THAT(change("attach-user", {{"user_id", user_}}),
              refuses_with(409, "IAM.0005",
                           "Conflict occurred when attempting to store attached policy - "
                           "Cannot exceed quota for PoliciesPerUser: 0."));
}

}  // namespace
}  // namespace conformance
