#include "scene.h"

#include "documents.h"

#include "iam/base/encoding.h"
#include "iam/formats/totp.h"

#include <utility>

namespace iam::truth {
namespace {

namespace json = boost::json;
using Kind = Asker::Kind;
using Face = Message::Face;

constexpr std::string_view kLimit = "arn:aws:iam::111122223333:policy/limit";
constexpr std::string_view kOrganization = "o-abcdefghij";
constexpr std::string_view kRoot = "r-abcd";

std::string trusting(std::string_view account) {
  return R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":")" + std::string(account) +
         R"("},"Action":["sts:AssumeRole","sts:TagSession","sts:SetSourceIdentity"]}})";
}

Tags drawn_tags(Choices& choices) {
  Tags tags;
  for (auto const& key : choices.words({"team", "stage"}, 2)) tags[key] = choices.word({"red", "blue", "none"});
  return tags;
}

void add_tags(Tags const& tags, Form& form) {
  int number = 0;
  for (auto const& [key, value] : tags) {
    auto const member = "Tags.member." + std::to_string(++number);
    form.emplace_back(member + ".Key", key);
    form.emplace_back(member + ".Value", value);
  }
}

class Director {
 public:
  Director(Choices& choices, Servers& servers) : choices_(choices), servers_(servers) {}

  Scene scene() {
    add_organization();
    act(kHome,
        {{"Action", "CreatePolicy"}, {"PolicyName", "limit"}, {"PolicyDocument", drawn_identity_policy(choices_)}});
    for (std::string const name : {"one", "two"}) {
      act(kHome,
          {{"Action", "CreatePolicy"}, {"PolicyName", name}, {"PolicyDocument", drawn_identity_policy(choices_)}});
    }
    add_user(scene_.ann);
    add_group();
    add_user(scene_.bob);
    // Who has a key is not deleted.
    create_key("bob");
    add_role(scene_.rig);
    add_role(scene_.far);
    add_asker();
    scope_down();
    // Whoever is a session has been let in; from now on the roles trust whom they like.
    trust(scene_.rig);
    trust(scene_.far);
    return std::move(scene_);
  }

 private:
  gateway::HttpResponse act(Key const& key, std::string_view who, Form form, Face face = Face::kIam) {
    Message const message{.face = face, .form = std::move(form)};
    auto answer = servers_.send(Servers::kTrusting, key, message);
    auto told = std::string(who) + ": " + described(message);
    if (answer.status != 200) misuse(told + " is refused: " + answer.body);
    scene_.story.push_back(std::move(told));
    return answer;
  }
  gateway::HttpResponse act(std::string_view account, Form form, Face face = Face::kIam) {
    return act(root_of(account), account, std::move(form), face);
  }

  void add_organization() {
    if (!choices_.perhaps()) return;
    scene_.has_organization = true;
    json::object organization{{"id", kOrganization}};
    if (choices_.seldom()) organization["features"] = "CONSOLIDATED_BILLING";
    bool const has_all_features = !organization.contains("features");
    if (has_all_features) {
      organization["trusted_services"] = json::array{"iam.amazonaws.com"};
      organization["root_features"] = json::array{"RootSessions"};
    }
    organization["scps"] = {{"scp", json::parse(drawn_service_control_policy(choices_))},
                            {"scp2", json::parse(drawn_service_control_policy(choices_))}};
    organization["rcps"] = {{"rcp", json::parse(drawn_resource_control_policy(choices_))}};
    auto const level = [&](std::string_view id) {
      json::object drawn{{"id", id}};
      if (choices_.perhaps()) drawn["scps"] = json::array{json::value(choices_.word({"scp", "scp2", "FullAWSAccess"}))};
      if (choices_.seldom()) drawn["rcps"] = json::array{"rcp"};
      return drawn;
    };
    auto const unit_of = [&](std::string const& account, std::string_view id) {
      auto unit = level(id);
      unit["name"] = id.substr(8);
      unit["accounts"] = json::array{level(account)};
      scene_.units[account] = id;
      return unit;
    };
    auto root = level(kRoot);
    root["units"] = json::array{unit_of(std::string(kHome), "ou-abcd-aaaaaaaa")};
    if (choices_.perhaps()) {
      root["units"].as_array().push_back(unit_of(std::string(kOther), "ou-abcd-bbbbbbbb"));
    }
    organization["root"] = std::move(root);
    auto const target = "/_iam/organization?account=" + std::string(choices_.seldom() ? kHome : kManager);
    auto const body = json::serialize(organization);
    auto const answer = servers_.operate(Servers::kTrusting, "PUT", target, body);
    if (answer.status != 200) misuse("the organization is refused: " + answer.body + " " + body);
    is_governed_by_manager_ = target.ends_with(kManager) && has_all_features;
    scene_.story.push_back("PUT " + target + " " + body);
  }

  // Inline and attached, up to two of each.
  void add_policies(std::string const& kind, std::string const& name, std::string const& account) {
    auto const about = [&](std::string const& action, Form more) {
      Form form{{"Action", action}, {kind + "Name", name}};
      form.insert(form.end(), more.begin(), more.end());
      act(account, std::move(form));
    };
    for (auto left = choices_.below(3); left > 0; --left) {
      about("Put" + kind + "Policy",
            {{"PolicyName", "inline" + std::to_string(left)}, {"PolicyDocument", drawn_identity_policy(choices_)}});
    }
    auto const own = "arn:aws:iam::" + std::string(kHome) + ":policy/";
    for (auto const& each : choices_.words({"one", "two", "AdministratorAccess", "IAMReadOnlyAccess"}, 2)) {
      bool const is_own = each == "one" || each == "two";
      if (is_own && account != kHome) continue;
      about("Attach" + kind + "Policy", {{"PolicyArn", (is_own ? own : "arn:aws:iam::aws:policy/") + each}});
    }
  }

  void add_user(User& user) {
    user.path = choices_.word({"/", "/team/", "/red/"});
    user.tags = drawn_tags(choices_);
    user.has_boundary = choices_.seldom();
    Form form{{"Action", "CreateUser"}, {"UserName", user.name}, {"Path", user.path}};
    if (user.has_boundary) form.emplace_back("PermissionsBoundary", kLimit);
    add_tags(user.tags, form);
    user.unique_id = element(act(kHome, std::move(form)).body, "UserId");
    add_policies("User", user.name, std::string(kHome));
  }

  void add_group() {
    if (!choices_.perhaps()) return;
    act(kHome, {{"Action", "CreateGroup"}, {"GroupName", "crew"}});
    act(kHome, {{"Action", "AddUserToGroup"}, {"GroupName", "crew"}, {"UserName", "ann"}});
    add_policies("Group", "crew", std::string(kHome));
  }

  void add_role(Role& role) {
    role.path = choices_.word({"/", "/team/"});
    role.tags = drawn_tags(choices_);
    Form form{{"Action", "CreateRole"},
              {"RoleName", role.name},
              {"Path", role.path},
              {"AssumeRolePolicyDocument", trusting(kHome)}};
    if (choices_.seldom() && role.account == kHome) form.emplace_back("PermissionsBoundary", kLimit);
    add_tags(role.tags, form);
    role.unique_id = element(act(role.account, std::move(form)).body, "RoleId");
    add_policies("Role", role.name, role.account);
  }

  void trust(Role const& role) {
    std::vector<std::string> const principals{"arn:aws:iam::111122223333:root",
                                              "444455556666",
                                              "arn:aws:iam::111122223333:user" + scene_.ann.path + "ann",
                                              scene_.rig.arn(),
                                              "arn:aws:sts::111122223333:assumed-role/rig/s1",
                                              "*"};
    act(role.account, {{"Action", "UpdateAssumeRolePolicy"},
                       {"RoleName", role.name},
                       {"PolicyDocument", drawn_trust_policy(choices_, principals)}});
  }

  Key create_key(std::string const& user) {
    auto const made = act(kHome, {{"Action", "CreateAccessKey"}, {"UserName", user}}).body;
    return {element(made, "AccessKeyId"), element(made, "SecretAccessKey")};
  }

  // The session that an operation of STS makes, of whoever has the key.
  Key session(Key const& key, std::string_view who, Form form) {
    auto const made = act(key, who, std::move(form), Face::kSts).body;
    return {element(made, "AccessKeyId"), element(made, "SecretAccessKey"), element(made, "SessionToken")};
  }

  void narrow(Asker& asker, Form& form, Tags& tags) {
    if (choices_.perhaps()) form.emplace_back("Policy", drawn_session_policy(choices_));
    if (choices_.seldom()) {
      form.emplace_back("PolicyArns.member.1.arn", choices_.word({"arn:aws:iam::aws:policy/AdministratorAccess",
                                                                  "arn:aws:iam::aws:policy/ReadOnlyAccess"}));
    }
    tags = drawn_tags(choices_);
    add_tags(tags, form);
    asker.is_narrowed = form.size() > 3;
  }

  void add_principal_tags(Tags const& tags) {
    for (auto const& [key, value] : tags) scene_.asker.keys["aws:PrincipalTag/" + key] = value;
  }

  void become_root() {
    auto& asker = scene_.asker;
    asker.words = "root";
    asker.arn = "arn:aws:iam::" + asker.account + ":root";
    asker.key = root_of(asker.account);
    asker.keys["aws:PrincipalType"] = "Account";
    asker.keys["aws:userid"] = asker.account;
  }

  void become_user() {
    auto& asker = scene_.asker;
    asker.words = "ann";
    asker.arn = "arn:aws:iam::111122223333:user" + scene_.ann.path + "ann";
    asker.key = create_key("ann");
    asker.keys["aws:PrincipalType"] = "User";
    asker.keys["aws:userid"] = scene_.ann.unique_id;
    add_principal_tags(scene_.ann.tags);
  }

  std::string seed_of_device() {
    auto const made = act(kHome, {{"Action", "CreateVirtualMFADevice"}, {"VirtualMFADeviceName", "phone"}}).body;
    return element(made, "Base32StringSeed");
  }

  void become_session_of_user(bool is_root) {
    auto& asker = scene_.asker;
    is_root ? become_root() : become_user();
    Form form{{"Action", "GetSessionToken"}};
    asker.has_mfa = !is_root && choices_.perhaps();
    if (asker.has_mfa) {
      Secret const seed(base64_decode(seed_of_device()).value_or(""));
      auto const serial = "arn:aws:iam::111122223333:mfa/phone";
      auto const step = formats::totp::step_at(servers_.now());
      act(kHome, {{"Action", "EnableMFADevice"},
                  {"UserName", "ann"},
                  {"SerialNumber", serial},
                  {"AuthenticationCode1", formats::totp::code(seed, step - 1)},
                  {"AuthenticationCode2", formats::totp::code(seed, step)}});
      form.emplace_back("SerialNumber", serial);
      form.emplace_back("TokenCode", formats::totp::code(seed, step));
    }
    asker.key = session(asker.key, asker.words, std::move(form));
    asker.words += " in a session";
  }

  void become_federated(bool is_root) {
    auto& asker = scene_.asker;
    is_root ? become_root() : become_user();
    Form form{{"Action", "GetFederationToken"}, {"Name", "fed"}};
    Tags tags;
    narrow(asker, form, tags);
    asker.is_narrowed = true;
    asker.key = session(asker.key, asker.words, std::move(form));
    asker.arn = "arn:aws:sts::111122223333:federated-user/fed";
    asker.words = "whom " + asker.words + " federated";
    asker.keys["aws:PrincipalType"] = "FederatedUser";
    asker.keys["aws:userid"] = "111122223333:fed";
    add_principal_tags(tags);
  }

  void become_role(Role const& role, Key const& key, std::string_view who) {
    auto& asker = scene_.asker;
    Form form{{"Action", "AssumeRole"}, {"RoleArn", role.arn()}, {"RoleSessionName", "s1"}};
    Tags tags;
    narrow(asker, form, tags);
    if (tags.contains("team") && choices_.perhaps()) {
      form.emplace_back("TransitiveTagKeys.member.1", "team");
      asker.transitive_keys = {"team"};
    }
    if (asker.source_identity.empty() && choices_.seldom()) {
      asker.source_identity = "ann";
      form.emplace_back("SourceIdentity", "ann");
      asker.is_narrowed = true;
    }
    asker.key = session(key, who, std::move(form));
    asker.account = role.account;
    asker.arn = "arn:aws:sts::" + role.account + ":assumed-role/" + role.name + "/s1";
    asker.words = "a session of " + role.name;
    asker.keys["aws:PrincipalType"] = "AssumedRole";
    asker.keys["aws:PrincipalArn"] = role.arn();
    asker.keys["aws:userid"] = role.unique_id + ":s1";
    add_principal_tags(role.tags);
    add_principal_tags(tags);
  }

  // The team that was handed on cannot be named again.
  void become_chained() {
    become_role(scene_.rig, root_of(kHome), kHome);
    auto& asker = scene_.asker;
    auto const handed_on = asker.transitive_keys;
    auto const team =
        asker.keys.contains("aws:PrincipalTag/team") ? asker.keys.at("aws:PrincipalTag/team") : json::value();
    asker.key = session(asker.key, asker.words,
                        {{"Action", "AssumeRole"}, {"RoleArn", scene_.far.arn()}, {"RoleSessionName", "s2"}});
    asker.is_narrowed = !handed_on.empty() || !asker.source_identity.empty();
    asker.account = kOther;
    asker.arn = "arn:aws:sts::444455556666:assumed-role/far/s2";
    asker.words = "a session of far, of a session of rig";
    asker.keys = {{"aws:PrincipalType", "AssumedRole"},
                  {"aws:PrincipalArn", scene_.far.arn()},
                  {"aws:userid", scene_.far.unique_id + ":s2"}};
    add_principal_tags(scene_.far.tags);
    if (!handed_on.empty()) asker.keys["aws:PrincipalTag/team"] = team;
  }

  void become_assumed_root() {
    auto& asker = scene_.asker;
    asker.key = session(
        root_of(kManager), kManager,
        {{"Action", "AssumeRoot"},
         {"TargetPrincipal", std::string(kHome)},
         {"TaskPolicyArn.arn", "arn:aws:iam::aws:policy/root-task/" +
                                   choices_.word({"IAMAuditRootUserCredentials", "IAMDeleteRootUserCredentials"})}});
    asker.is_narrowed = true;
    asker.arn = "arn:aws:iam::111122223333:root";
    asker.words = "root, whom the manager assumed";
    asker.keys = {{"aws:PrincipalType", "Account"}, {"aws:userid", std::string(kHome)}};
  }

  void add_asker() {
    auto& asker = scene_.asker;
    constexpr Kind kKinds[] = {Kind::kUser,         Kind::kUser,         Kind::kRoleSession, Kind::kRoleSession,
                               Kind::kSessionToken, Kind::kRoot,         Kind::kChained,     Kind::kFederated,
                               Kind::kAssumedRoot,  Kind::kFederatedRoot};
    asker.kind = kKinds[choices_.below(std::size(kKinds))];
    if (asker.kind == Kind::kAssumedRoot && !is_governed_by_manager_) asker.kind = Kind::kUser;
    switch (asker.kind) {
      case Kind::kUser:
        return become_user();
      case Kind::kRoot:
        return become_root();
      case Kind::kSessionToken:
        return become_session_of_user(false);
      case Kind::kFederated:
        return become_federated(false);
      case Kind::kFederatedRoot:
        return become_federated(true);
      case Kind::kRoleSession:
        return become_role(scene_.rig, root_of(kHome), kHome);
      case Kind::kChained:
        return become_chained();
      case Kind::kAssumedRoot:
        return become_assumed_root();
    }
  }

  // The same session, up to three times with less than before.
  void scope_down() {
    auto& asker = scene_.asker;
    if (!asker.is_session() || !choices_.perhaps()) return;
    for (auto left = 1 + choices_.below(3); left > 0; --left) {
      asker.key = session(asker.key, asker.words,
                          {{"Action", "GetScopedCredentials"}, {"Policy", drawn_session_policy(choices_)}});
      asker.words += ", scoped down";
    }
    asker.is_narrowed = true;
  }

  Choices& choices_;
  Servers& servers_;
  Scene scene_;
  bool is_governed_by_manager_ = false;
};

}  // namespace

bool Asker::may_call_iam() const {
  if (kind == Kind::kFederated || kind == Kind::kFederatedRoot) return false;
  return kind != Kind::kSessionToken || has_mfa;
}

void Scene::add_organization_keys(json::object& context, std::string_view prefix, std::string const& account) const {
  auto const unit = units.find(account);
  if (unit == units.end()) return;
  auto const id = std::string(kOrganization);
  context[std::string(prefix) + "OrgID"] = id;
  context[std::string(prefix) + "OrgPaths"] =
      json::array{json::value(id + "/" + std::string(kRoot) + "/" + unit->second + "/")};
}

Scene drawn_scene(Choices& choices, Servers& servers) { return Director(choices, servers).scene(); }

}  // namespace iam::truth
