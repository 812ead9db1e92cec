// An exported account as a template of CloudFormation: what reading a template does, the other way.
#include "cloudformation/iam_kinds.h"
#include "export_forms.h"
#include "iam/base/account.h"
#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "iam/catalogue/service_linked_roles.h"
#include "iam/state/export.h"
#include "left_out.h"
#include "members.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::state {
namespace cloudformation {
namespace {

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
constexpr std::size_t kResourcesMax = 500;

// In the order in which an account is exported. Policies first: others refer to them.
constexpr std::string_view kTypes[] = {
    "AWS::IAM::ManagedPolicy",   "AWS::IAM::OIDCProvider", "AWS::IAM::SAMLProvider", "AWS::IAM::ServerCertificate",
    "AWS::IAM::Group",           "AWS::IAM::User",         "AWS::IAM::Role",         "AWS::IAM::InstanceProfile",
    "AWS::IAM::VirtualMFADevice"};

Node map() {
  Node node;
  node.kind = Node::Kind::kMap;
  return node;
}

Node list(std::vector<Node> items) {
  Node node;
  node.kind = Node::Kind::kList;
  node.items = std::move(items);
  return node;
}

Node text(std::string_view said) { return Node::scalar(std::string(said), 0); }

void put(Node& to, std::string_view name, Node value) { to.members.push_back({std::string(name), std::move(value)}); }

class Writer {
 public:
  Writer(Node const& account, Partition partition) : account_(account), partition_(partition), resources_(map()) {}

  Node write() {
    for (auto const type : kTypes) {
      auto const& kind = *find_iam_kind(type);
      for (auto const& item : items_of(account_, kind.list)) entity(kind, item);
    }
    note_settings();
    if (resources_.members.size() > kResourcesMax) {
      left_out_.add(fmt::format("CloudFormation takes {} resources in one stack; these are {}", kResourcesMax,
                                resources_.members.size()));
    }
    auto made = map();
    put(made, "AWSTemplateFormatVersion", text("2010-09-09"));
    put(made, "Description", text(fmt::format("IAM of account {}", text_of(account_, "AccountId"))));
    if (!left_out_.sentences().empty()) {
      std::vector<Node> sentences;
      for (auto const& sentence : left_out_.sentences()) sentences.push_back(text(sentence));
      auto ours = map();
      put(ours, "LeftOut", list(std::move(sentences)));
      auto metadata = map();
      put(metadata, "iamlocal", std::move(ours));
      put(made, "Metadata", std::move(metadata));
    }
    put(made, "Resources", std::move(resources_));
    return made;
  }

 private:
  void entity(IamKind const& kind, Node const& item) {
    auto const name = text_of(item, kind.name_member.empty() ? "Url" : kind.name_member);
    bool const is_service_role = kind.arn_kind == "role" && catalogue::is_service_linked(text_of(item, "Path"));
    if (is_service_role) return service_linked_role(item);
    auto properties = map();
    if (!kind.name_property.empty()) put(properties, kind.name_property, text(name));
    for (auto const& property : kind.properties) {
      auto const* const said = property.member.empty() ? nullptr : item.find(property.member);
      bool const is_kept_as_hash = property.name == "LoginProfile";
      if (said != nullptr && !is_kept_as_hash) put(properties, property.name, value(kind, property, *said));
    }
    if (kind.arn_kind == "policy") policy_document(item, properties);
    left_out_.add_if(item, "LoginProfile", "login profiles: their passwords are not known");
    if (kind.arn_kind == "saml-provider") private_key(item, properties);
    if (kind.arn_kind == "mfa") {
      left_out_.add("seeds of MFA devices, and whose they are");
      put(properties, "Users", list({}));
    }
    note(kind, item);
    auto const id = add(kind.type, name, std::move(properties));
    ids_.emplace(fmt::format("{} {}", kind.arn_kind, name), id);
    if (kind.arn_kind == "policy") ids_.emplace(fmt::format("policy {}", arn_of(item, name)), id);
    if (kind.arn_kind == "user") credentials(item, id);
  }

  // What the provider has without its scheme, and references to what the template makes.
  Node value(IamKind const& kind, Property const& property, Node const& said) {
    if (property.name == "Url") return text("https://" + said.text);
    if (property.name == "PermissionsBoundary") return reference("policy", said);
    if (property.name == "ManagedPolicyArns") return references("policy", said);
    if (property.name == "Groups") return references("group", said);
    if (kind.arn_kind == "instance-profile" && property.name == "Roles") return references("role", said);
    return said;
  }

  Node reference(std::string_view kind, Node const& name) const {
    auto const found = ids_.find(fmt::format("{} {}", kind, name.text));
    if (found == ids_.end()) return name;
    auto ref = map();
    put(ref, "Ref", text(found->second));
    return ref;
  }

  Node references(std::string_view kind, Node const& names) const {
    std::vector<Node> all;
    for (auto const& name : names.items) all.push_back(reference(kind, name));
    return list(std::move(all));
  }

  // That of the default version.
  void policy_document(Node const& item, Node& properties) {
    auto const& versions = items_of(item, "PolicyVersionList");
    if (versions.size() > 1) left_out_.add("versions of policies that are not the default one");
    for (auto const& version : versions) {
      if (text_of(version, "IsDefaultVersion") == "true") put(properties, "PolicyDocument", *version.find("Document"));
    }
  }

  void private_key(Node const& provider, Node& properties) {
    auto const& keys = items_of(provider, "PrivateKeyList");
    if (keys.empty()) return;
    put(properties, "AddPrivateKey", *keys.front().find("PrivateKey"));
    if (keys.size() > 1) left_out_.add("second private keys of SAML providers");
  }

  void credentials(Node const& user, std::string const& id) {
    for (auto const& key : items_of(user, "AccessKeys")) {
      left_out_.add("ids and secrets of access keys: each user gets new ones");
      auto properties = map();
      auto ref = map();
      put(ref, "Ref", text(id));
      put(properties, "UserName", std::move(ref));
      if (auto const* status = key.find("Status")) put(properties, "Status", *status);
      add("AWS::IAM::AccessKey", text_of(user, "UserName"), std::move(properties));
    }
    for (auto const& device : items_of(user, "MFADevices"))
      entity(*find_iam_kind("AWS::IAM::VirtualMFADevice"), device);
    left_out_.add_if(user, "SSHPublicKeys", "SSH public keys");
    left_out_.add_if(user, "SigningCertificates", "signing certificates");
    left_out_.add_if(user, "ServiceSpecificCredentials", "service-specific credentials");
  }

  void service_linked_role(Node const& role) {
    auto service = text_of(role, "Path").substr(catalogue::kServiceLinkedPath.size());
    service = service.substr(0, service.find('/'));
    auto const name = text_of(role, "RoleName");
    auto const made_from = catalogue::find_service_linked_template(service);
    if (!made_from) {
      return left_out_.add(fmt::format("the role {}: which role belongs to {} is not known", name, service));
    }
    auto const plain = catalogue::service_linked_role_name(*made_from, std::nullopt);
    auto properties = map();
    put(properties, "AWSServiceName", text(service));
    if (name.starts_with(plain + "_")) put(properties, "CustomSuffix", text(name.substr(plain.size() + 1)));
    if (auto const* description = role.find("Description")) put(properties, "Description", *description);
    left_out_.add_if(role, "Tags", "tags of service-linked roles");
    ids_.emplace(fmt::format("role {}", name), add("AWS::IAM::ServiceLinkedRole", name, std::move(properties)));
  }

  void note(IamKind const& kind, Node const& item) {
    bool const takes_tags = std::ranges::find(kind.properties, "Tags", &Property::name) != kind.properties.end();
    if (!takes_tags) left_out_.add_if(item, "Tags", fmt::format("tags of {}", kind.type));
    left_out_.add_if(item, "ContextProvider", "context providers of identity providers");
    left_out_.add_if(item, "AssumeRolePolicyUnread",
                     "that trust policies are kept unread: AWS would refuse some of them");
    if (kind.arn_kind == "server-certificate") left_out_.add("private keys of server certificates");
  }

  void note_settings() {
    for (std::string_view const member :
         {"AccountAlias", "PasswordPolicy", "Quotas", "GlobalEndpointTokenVersion", "AccountProperties",
          "OutboundWebIdentityFederation", "AccessKeys", "SigningCertificates"}) {
      left_out_.add_if(account_, member, fmt::format("the account's {}", member));
    }
  }

  std::string arn_of(Node const& policy, std::string_view name) const {
    auto const account = AccountId::parse(text_of(account_, "AccountId"));
    auto const path = text_of(policy, "Path");
    return account ? iam_arn(partition_, *account, "policy", path.empty() ? "/" : path, name) : std::string(name);
  }

  // The logical id: the type's last word and the name's letters and digits, with a number when that is taken.
  std::string add(std::string_view type, std::string_view name, Node properties) {
    std::string wanted(after_last(type, ':'));
    bool begins_word = true;
    for (char const c : name) {
      if (is_alphanumeric(c)) wanted += std::exchange(begins_word, false) ? to_upper(c) : c;
      if (!is_alphanumeric(c)) begins_word = true;
    }
    auto id = wanted;
    for (int number = 2; !taken_.insert(id).second; ++number) id = fmt::format("{}{}", wanted, number);
    auto resource = map();
    put(resource, "Type", text(type));
    put(resource, "Properties", std::move(properties));
    put(resources_, id, std::move(resource));
    return id;
  }

  Node const& account_;
  Partition partition_;
  Node resources_;
  LeftOut left_out_;
  std::set<std::string> taken_;
  std::map<std::string, std::string, std::less<>> ids_;  // logical ids by kind and name, of policies by ARN
};

}  // namespace
}  // namespace cloudformation

std::string to_cloudformation(Node const& exported, Partition partition) {
  return to_pretty_json(cloudformation::Writer(exported, partition).write());
}

}  // namespace iam::state
