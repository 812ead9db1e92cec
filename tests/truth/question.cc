#include "question.h"

#include "iam/face/hex_ids.h"

#include <utility>

namespace iam::truth {
namespace {

namespace json = boost::json;
using Kind = Asker::Kind;
using Face = Message::Face;

constexpr std::string_view kNobody = "nobody";

std::string home_arn(std::string_view rest) { return "arn:aws:iam::" + std::string(kHome) + ":" + std::string(rest); }

void add_tags(Tags const& tags, std::string_view prefix, json::object& context) {
  for (auto const& [key, value] : tags) context[std::string(prefix) + key] = value;
}

class Drawer {
 public:
  Drawer(Choices& choices, Scene const& scene) : choices_(choices), scene_(scene), asker_(scene.asker) {}

  Question question() {
    using Draw = void (Drawer::*)();
    constexpr Draw kOfIam[] = {&Drawer::get_user,    &Drawer::get_myself,  &Drawer::list_users,  &Drawer::tag_user,
                               &Drawer::untag_user,  &Drawer::create_user, &Drawer::update_user, &Drawer::delete_user,
                               &Drawer::get_role,    &Drawer::get_policy,  &Drawer::attach,      &Drawer::pass_role,
                               &Drawer::get_summary, &Drawer::limit_user,  &Drawer::huawei,      &Drawer::huawei};
    constexpr Draw kOfSts[] = {&Drawer::assume_role, &Drawer::decode, &Drawer::get_caller, &Drawer::assume_root};
    constexpr Draw kOfUsers[] = {&Drawer::get_federation_token, &Drawer::get_session_token};
    auto const draw = [&](auto const& from) { (this->*from[choices_.below(std::size(from))])(); };
    bool const is_federated = asker_.kind == Kind::kFederated || asker_.kind == Kind::kFederatedRoot;
    bool const is_of_home = asker_.account == kHome;
    bool const is_root = asker_.kind == Kind::kRoot || asker_.kind == Kind::kAssumedRoot;
    auto const sort = choices_.below(8);
    if (is_federated || sort == 7) {
      alexa();
    } else if (sort == 6 && !asker_.is_session()) {
      draw(kOfUsers);
    } else if ((sort >= 4 || !asker_.may_call_iam() || !is_of_home) && !is_root) {
      draw(kOfSts);
    } else if (!is_of_home) {
      get_summary();
    } else {
      draw(kOfIam);
    }
    return std::move(question_);
  }

 private:
  User drawn_user() {
    auto const name = choices_.word({"bob", "ann", kNobody});
    if (name == "bob") return scene_.bob;
    return name == "ann" ? scene_.ann : User{.name = name};
  }

  // Names and paths in other cases find the same, and have one ARN.
  std::string spelled(std::string name) {
    if (choices_.seldom()) name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return name;
  }

  static std::string arn_of(User const& user) { return home_arn("user" + user.path + user.name); }

  json::object about(User const& user) {
    json::object context;
    add_tags(user.tags, "aws:ResourceTag/", context);
    add_tags(user.tags, "iam:ResourceTag/", context);
    return context;
  }

  void ask(Form form, Face face = Face::kIam) { question_.message = {.face = face, .form = std::move(form)}; }
  void need(std::string action, std::string resource, json::object context = {}) {
    question_.needs.push_back(
        {.action = std::move(action), .resource = std::move(resource), .context = std::move(context)});
  }

  // Of the request, in its form and in the context.
  void add_request_tags(Tags const& tags, Form& form, json::object& context) {
    int number = 0;
    json::array keys;
    for (auto const& [key, value] : tags) {
      auto const member = "Tags.member." + std::to_string(++number);
      form.emplace_back(member + ".Key", key);
      form.emplace_back(member + ".Value", value);
      keys.push_back(json::value(key));
    }
    add_tags(tags, "aws:RequestTag/", context);
    if (!keys.empty()) context["aws:TagKeys"] = std::move(keys);
  }

  Tags drawn_tags(std::size_t least) {
    Tags tags;
    if (least > 0) tags[choices_.word({"team", "stage"})] = choices_.word({"red", "blue"});
    for (auto const& key : choices_.words({"team", "stage"}, 2)) tags[key] = choices_.word({"red", "blue"});
    return tags;
  }

  void get_user() {
    auto const user = drawn_user();
    ask({{"Action", "GetUser"}, {"UserName", spelled(user.name)}});
    bool const is_there = user.name != kNobody;
    auto arn = arn_of(user);
    if (!is_there) arn = home_arn("user/" + question_.message.form.back().second);
    need("iam:GetUser", std::move(arn), about(user));
  }

  void get_myself() {
    ask({{"Action", "GetUser"}});
    bool const is_ann = asker_.kind == Kind::kUser || asker_.kind == Kind::kSessionToken;
    need("iam:GetUser", is_ann ? arn_of(scene_.ann) : asker_.arn, is_ann ? about(scene_.ann) : json::object());
  }

  void list_users() {
    auto const path = choices_.word({"/", "/team/", "/red/"});
    ask({{"Action", "ListUsers"}, {"PathPrefix", path}});
    need("iam:ListUsers", home_arn("user" + path));
  }

  void tag_user() {
    auto const user = drawn_user();
    Form form{{"Action", "TagUser"}, {"UserName", user.name}};
    auto context = about(user);
    add_request_tags(drawn_tags(1), form, context);
    ask(std::move(form));
    need("iam:TagUser", arn_of(user), std::move(context));
    question_.changes_tags = true;
  }

  void untag_user() {
    auto const user = drawn_user();
    auto const key = choices_.word({"team", "stage"});
    ask({{"Action", "UntagUser"}, {"UserName", user.name}, {"TagKeys.member.1", key}});
    auto context = about(user);
    context["aws:TagKeys"] = json::array{json::value(key)};
    need("iam:UntagUser", arn_of(user), std::move(context));
    question_.changes_tags = true;
  }

  // Of a name that is taken.
  void create_user() {
    auto const path = choices_.word({"/", "/team/", "/red/"});
    Form form{{"Action", "CreateUser"}, {"UserName", "bob"}, {"Path", path}};
    json::object context;
    auto const tags = drawn_tags(0);
    add_request_tags(tags, form, context);
    auto const tagging = context;
    if (choices_.perhaps()) {
      form.emplace_back("PermissionsBoundary", home_arn("policy/limit"));
      context["iam:PermissionsBoundary"] = home_arn("policy/limit");
    }
    ask(std::move(form));
    need("iam:CreateUser", home_arn("user" + path + "bob"), std::move(context));
    if (!tags.empty()) need("iam:TagUser", home_arn("user" + path + "bob"), tagging);
  }

  // To a name that is taken.
  void update_user() {
    auto const path = choices_.word({"", "/", "/team/"});
    Form form{{"Action", "UpdateUser"}, {"UserName", "bob"}, {"NewUserName", "ann"}};
    if (!path.empty()) form.emplace_back("NewPath", path);
    ask(std::move(form));
    need("iam:UpdateUser", arn_of(scene_.bob), about(scene_.bob));
    need("iam:UpdateUser", home_arn("user" + (path.empty() ? scene_.bob.path : path) + "ann"), about(scene_.bob));
  }

  // Who has a key is not deleted.
  void delete_user() {
    ask({{"Action", "DeleteUser"}, {"UserName", "bob"}});
    need("iam:DeleteUser", arn_of(scene_.bob), about(scene_.bob));
  }

  json::object about(Role const& role) {
    json::object context;
    add_tags(role.tags, "aws:ResourceTag/", context);
    add_tags(role.tags, "iam:ResourceTag/", context);
    return context;
  }

  void get_role() {
    ask({{"Action", "ListRoleTags"}, {"RoleName", spelled("rig")}});
    need("iam:ListRoleTags", scene_.rig.arn(), about(scene_.rig));
  }

  void get_policy() {
    auto const arn =
        choices_.word({"arn:aws:iam::111122223333:policy/one", "arn:aws:iam::aws:policy/AdministratorAccess",
                       "arn:aws:iam::111122223333:policy/none"});
    ask({{"Action", "GetPolicy"}, {"PolicyArn", arn}});
    need("iam:GetPolicy", arn);
  }

  // What is not there.
  void attach() {
    auto const arn = choices_.word({"arn:aws:iam::111122223333:policy/none", "arn:aws:iam::aws:policy/None"});
    ask({{"Action", "AttachUserPolicy"}, {"UserName", "bob"}, {"PolicyArn", arn}});
    auto context = about(scene_.bob);
    context["iam:PolicyARN"] = arn;
    if (scene_.bob.has_boundary) context["iam:PermissionsBoundary"] = home_arn("policy/limit");
    need("iam:AttachUserPolicy", arn_of(scene_.bob), std::move(context));
  }

  // To a profile that is not there.
  void pass_role() {
    ask({{"Action", "AddRoleToInstanceProfile"}, {"InstanceProfileName", "none"}, {"RoleName", "rig"}});
    need("iam:AddRoleToInstanceProfile", home_arn("instance-profile/none"));
    auto context = about(scene_.rig);
    context["iam:PassedToService"] = "ec2.amazonaws.com";
    need("iam:PassRole", scene_.rig.arn(), std::move(context));
  }

  void get_summary() {
    ask({{"Action", "GetAccountSummary"}});
    need("iam:GetAccountSummary", "*");
  }

  // By a policy that is not there.
  void limit_user() {
    auto const arn = home_arn("policy/none");
    ask({{"Action", "PutUserPermissionsBoundary"}, {"UserName", "bob"}, {"PermissionsBoundary", arn}});
    auto context = about(scene_.bob);
    context["iam:PermissionsBoundary"] = arn;
    need("iam:PutUserPermissionsBoundary", arn_of(scene_.bob), std::move(context));
  }

  void assume_role() {
    auto const& role = choices_.perhaps() ? scene_.far : scene_.rig;
    Form form{{"Action", "AssumeRole"}, {"RoleArn", role.arn()}, {"RoleSessionName", choices_.word({"s1", "t1"})}};
    auto context = about(role);
    context["sts:RoleSessionName"] = form.back().second;
    auto const tags = asker_.transitive_keys.empty() ? drawn_tags(0) : Tags();
    add_request_tags(tags, form, context);
    if (tags.contains("team") && choices_.perhaps()) {
      form.emplace_back("TransitiveTagKeys.member.1", "team");
      context["sts:TransitiveTagKeys"] = json::array{"team"};
    }
    if (choices_.seldom()) {
      form.emplace_back("ExternalId", "secret");
      context["sts:ExternalId"] = "secret";
    }
    auto identity = asker_.source_identity;
    if (choices_.seldom()) {
      identity = "ann";
      form.emplace_back("SourceIdentity", identity);
    }
    if (!identity.empty()) context["sts:SourceIdentity"] = identity;
    ask(std::move(form), Face::kSts);
    std::vector<std::string> actions{"sts:AssumeRole"};
    if (!tags.empty() || !asker_.transitive_keys.empty()) actions.emplace_back("sts:TagSession");
    if (!identity.empty()) actions.emplace_back("sts:SetSourceIdentity");
    for (auto const& action : actions) {
      need(action, role.arn(), context);
      question_.needs.back().is_about_trust = true;
    }
  }

  // For sessions of roles, whatever policies say.
  void assume_root() {
    bool const is_of_role = asker_.kind == Kind::kRoleSession || asker_.kind == Kind::kChained;
    if (!is_of_role) return assume_role();
    auto const target = choices_.word({kHome, kOther, kManager});
    auto const task = "arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials";
    ask({{"Action", "AssumeRoot"}, {"TargetPrincipal", target}, {"TaskPolicyArn.arn", task}}, Face::kSts);
    need("sts:AssumeRoot", "arn:aws:iam::" + target + ":root", {{"sts:TaskPolicyArn", task}});
    question_.needs.back().is_about_trust = true;
  }

  void decode() {
    ask({{"Action", "DecodeAuthorizationMessage"}, {"EncodedMessage", "nothing"}}, Face::kSts);
    need("sts:DecodeAuthorizationMessage", "*");
  }

  void get_caller() {
    ask({{"Action", "GetCallerIdentity"}}, Face::kSts);
    need("sts:GetCallerIdentity", "*");
  }

  void get_session_token() {
    ask({{"Action", "GetSessionToken"}}, Face::kSts);
    need("sts:GetSessionToken", "*");
  }

  void get_federation_token() {
    Form form{{"Action", "GetFederationToken"}, {"Name", "fed"}};
    json::object context;
    auto const tags = drawn_tags(0);
    add_request_tags(tags, form, context);
    ask(std::move(form), Face::kSts);
    auto const arn = "arn:aws:sts::111122223333:federated-user/fed";
    need("sts:GetFederationToken", arn, context);
    if (!tags.empty()) need("sts:TagSession", arn, context);
  }

  // As users of other systems are called.
  std::string hex_id() const { return gateway::hex_id_of(scene_.bob.unique_id); }

  void send(std::string method, std::string path, json::value const& body = nullptr) {
    question_.message = {.face = Face::kHuawei, .form = {}, .method = std::move(method), .path = std::move(path)};
    if (!body.is_null()) question_.message.body = json::serialize(body);
  }

  void need_of_huawei(std::string action, std::string_view user) {
    auto const urn = "iam::" + gateway::hex_id_of("domain", *AccountId::parse(kHome)) + ":user:" + std::string(user);
    json::object context;
    if (user == "bob" && !action.ends_with("createUserV5")) add_tags(scene_.bob.tags, "aws:ResourceTag/", context);
    need(std::move(action), user.empty() ? "*" : "arn:huawei:" + urn, std::move(context));
  }

  void huawei() {
    auto const path = "/v5/users/" + hex_id();
    switch (choices_.below(5)) {
      case 0:
        send("GET", "/v5/users");
        return need_of_huawei("iam:users:listUsersV5", "");
      case 1:
        send("GET", path);
        return need_of_huawei("iam:users:getUserV5", "bob");
      case 2:
        send("POST", "/v5/users", json::object{{"name", "bob"}, {"enabled", true}});
        need_of_huawei("iam:users:createUserV5", "bob");
        return need("iam:CreateUser", home_arn("user/bob"));
      case 3:
        send("PUT", path, json::object{{"new_user_name", "ann"}});
        need_of_huawei("iam:users:updateUserV5", "bob");
        need("iam:UpdateUser", arn_of(scene_.bob), about(scene_.bob));
        return need("iam:UpdateUser", home_arn("user" + scene_.bob.path + "ann"), about(scene_.bob));
      default:
        break;
    }
    send("POST", "/v5/user/" + hex_id() + "/tags/create",
         json::object{{"tags", json::array{json::object{{"tag_key", "stage"}, {"tag_value", "red"}}}}});
    need_of_huawei("iam::tagForResourceV5", "bob");
    auto context = about(scene_.bob);
    context["aws:RequestTag/stage"] = "red";
    context["aws:TagKeys"] = json::array{"stage"};
    need("iam:TagUser", arn_of(scene_.bob), std::move(context));
    question_.changes_tags = true;
  }

  void alexa() {
    auto const all = "arn:aws:a4b:us-east-1:" + asker_.account + ":user/";
    question_.message = {.face = Face::kAlexa, .form = {}, .method = {}, .path = "SearchUsers", .body = "{}"};
    auto const sort = asker_.account == kHome ? choices_.below(4) : 0;
    if (sort == 0) return need("a4b:SearchUsers", "*");
    if (sort == 1 && asker_.may_call_iam()) {
      question_.message.path = "CreateUser";
      json::object body{{"UserId", "bob"}};
      json::object context;
      if (choices_.perhaps()) {
        body["Tags"] = json::array{json::object{{"Key", "team"}, {"Value", "red"}}};
        context = {{"aws:RequestTag/team", "red"}, {"aws:TagKeys", json::array{"team"}}};
      }
      question_.message.body = json::serialize(body);
      need("a4b:CreateUser", all + "*", context);
      need("iam:CreateUser", home_arn("user/bob"), context);
      if (!context.empty()) need("iam:TagUser", home_arn("user/bob"), context);
      return;
    }
    auto const arn = all + gateway::hex_id_of("organization", *AccountId::parse(kHome)) + "/" + hex_id();
    json::object context;
    add_tags(scene_.bob.tags, "aws:ResourceTag/", context);
    if (sort == 3 && asker_.may_call_iam()) {
      question_.message.path = "UntagResource";
      question_.message.body = json::serialize(json::object{{"Arn", arn}, {"TagKeys", json::array{"stage"}}});
      context["aws:TagKeys"] = json::array{"stage"};
      need("a4b:UntagResource", arn, context);
      auto own = about(scene_.bob);
      own["aws:TagKeys"] = json::array{"stage"};
      need("iam:UntagUser", arn_of(scene_.bob), std::move(own));
      question_.changes_tags = true;
      return;
    }
    question_.message.path = "ListTags";
    question_.message.body = json::serialize(json::object{{"Arn", arn}});
    need("a4b:ListTags", arn, std::move(context));
  }

  Choices& choices_;
  Scene const& scene_;
  Asker const& asker_;
  Question question_;
};

}  // namespace

Question drawn_question(Choices& choices, Scene const& scene) { return Drawer(choices, scene).question(); }

}  // namespace iam::truth
