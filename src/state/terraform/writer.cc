#include "terraform/writer.h"

#include "export_forms.h"
#include "iam/base/account.h"
#include "iam/base/text.h"

#include <fmt/format.h>

namespace iam::state {
namespace terraform {
namespace {

// A label of Terraform's: letters, digits, hyphens and underscores, no digit first.
std::string label(std::string_view name) {
  std::string made;
  for (char const c : name) made += is_alphanumeric(c) || c == '-' || c == '_' ? c : '_';
  if (made.empty() || is_digit(made.front()) || made.front() == '-') made.insert(0, "_");
  return made;
}

std::string key_of(std::string_view type, std::string_view name) { return fmt::format("{} {}", type, name); }

}  // namespace

void copy(Node const& from, std::string_view member, Block& to, std::string_view attribute) {
  if (auto const* found = from.find(member)) to.set(attribute, expression(*found, kIndent));
}

void copy_tags(Node const& from, Block& to) {
  auto const& tags = items_of(from, "Tags");
  if (tags.empty()) return;
  Node map;
  map.kind = Node::Kind::kMap;
  for (auto const& tag : tags) map.members.push_back({std::string(text_of(tag, "Key")), *tag.find("Value")});
  to.set("tags", expression(map, kIndent));
}

void ignore_changes(Block& block, std::string_view attributes) {
  block.tail(fmt::format("  lifecycle {{\n    ignore_changes = [{}]\n  }}\n", attributes));
}

Writer::Writer(Node const& account, Partition partition)
    : account_(account), partition_(partition), id_(text_of(account, "AccountId")) {}

std::string Writer::write() {
  auto const each = [&](std::string_view list, void (Writer::*one)(Node const&)) {
    for (auto const& item : items_of(account_, list)) (this->*one)(item);
  };
  settings();
  each("Policies", &Writer::policy);
  each("OpenIDConnectProviders", &Writer::oidc_provider);
  each("SAMLProviders", &Writer::saml_provider);
  each("ServerCertificates", &Writer::server_certificate);
  each("Groups", &Writer::group);
  each("Users", &Writer::user);
  each("Roles", &Writer::role);
  each("InstanceProfiles", &Writer::instance_profile);
  each("MFADevices", &Writer::mfa_device);
  auto head = fmt::format(
      "# IAM of account {}. The first plan imports it and changes nothing (Terraform 1.5 or newer).\n", id_);
  if (!left_out_.sentences().empty()) head += "# Left out, since Terraform cannot say it or read it back:\n";
  for (auto const& sentence : left_out_.sentences()) head += fmt::format("# - {}\n", sentence);
  return head + out_;
}

void Writer::add(std::string_view type, std::string_view name, std::string_view id,
                 std::function<void(Block& block)> const& fill) {
  auto const wanted = fmt::format("{}.{}", type, label(name));
  auto address = wanted;
  for (int number = 2; !addresses_.insert(address).second; ++number) address = fmt::format("{}_{}", wanted, number);
  known_.emplace(key_of(type, name), address);
  Block block(fmt::format("resource {} {}", literal(type), literal(after_last(address, '.'))));
  fill(block);
  Block import("import");
  import.set("to", address).text("id", id);
  out_ += fmt::format("\n{}\n{}", import.str(), block.str());
}

std::string Writer::named(std::string_view type, std::string_view name, std::string_view attribute) const {
  auto const found = known_.find(key_of(type, name));
  return found == known_.end() ? literal(name) : fmt::format("{}.{}", found->second, attribute);
}

// The account's own policies are known by their ARNs, too.
std::string Writer::policy_arn(std::string const& arn) const {
  auto const found = known_.find(key_of("arn", arn));
  return found == known_.end() ? literal(arn) : fmt::format("{}.arn", found->second);
}

std::string Writer::arn(std::string_view kind, std::string_view path, std::string_view name) const {
  auto const account = AccountId::parse(id_);
  return account ? iam_arn(partition_, *account, kind, path.empty() ? "/" : path, name) : std::string(name);
}

void Writer::settings() {
  if (auto const alias = text_of(account_, "AccountAlias"); !alias.empty()) {
    add("aws_iam_account_alias", "alias", alias, [&](Block& block) { block.text("account_alias", alias); });
  }
  if (auto const* rules = account_.find("PasswordPolicy")) {
    add("aws_iam_account_password_policy", "policy", "iam-account-password-policy", [&](Block& block) {
      copy(*rules, "AllowUsersToChangePassword", block, "allow_users_to_change_password");
      copy(*rules, "HardExpiry", block, "hard_expiry");
      copy(*rules, "MaxPasswordAge", block, "max_password_age");
      copy(*rules, "MinimumPasswordLength", block, "minimum_password_length");
      copy(*rules, "PasswordReusePrevention", block, "password_reuse_prevention");
      copy(*rules, "RequireLowercaseCharacters", block, "require_lowercase_characters");
      copy(*rules, "RequireNumbers", block, "require_numbers");
      copy(*rules, "RequireSymbols", block, "require_symbols");
      copy(*rules, "RequireUppercaseCharacters", block, "require_uppercase_characters");
    });
  }
  for (std::string_view const member :
       {"Quotas", "GlobalEndpointTokenVersion", "AccountProperties", "OutboundWebIdentityFederation"}) {
    left_out_.add_if(account_, member, fmt::format("the account's {}", member));
  }
  left_out_.add_if(account_, "AccessKeys", "the root user's access keys");
  left_out_.add_if(account_, "SigningCertificates", "the root user's signing certificates");
}

void Writer::policy(Node const& policy) {
  std::string const name(text_of(policy, "PolicyName"));
  auto const own_arn = arn("policy", text_of(policy, "Path"), name);
  auto const& versions = items_of(policy, "PolicyVersionList");
  Node const* document = policy.find("PolicyDocument");
  for (auto const& version : versions) {
    if (text_of(version, "IsDefaultVersion") == "true") document = version.find("Document");
  }
  if (versions.size() > 1) left_out_.add("versions of policies that are not the default one");
  add("aws_iam_policy", name, own_arn, [&](Block& block) {
    block.text("name", name);
    copy(policy, "Path", block, "path");
    copy(policy, "Description", block, "description");
    if (document != nullptr) block.set("policy", encoded(*document, kIndent));
    copy_tags(policy, block);
  });
  known_.emplace(key_of("arn", own_arn), known_.at(key_of("aws_iam_policy", name)));
}

void Writer::oidc_provider(Node const& provider) {
  std::string const url(text_of(provider, "Url"));
  left_out_.add_if(provider, "ContextProvider", "context providers of identity providers");
  add("aws_iam_openid_connect_provider", url, arn("oidc-provider", "/", url), [&](Block& block) {
    block.text("url", "https://" + url);
    if (provider.find("ClientIDList") == nullptr) block.set("client_id_list", "[]");
    copy(provider, "ClientIDList", block, "client_id_list");
    copy(provider, "ThumbprintList", block, "thumbprint_list");
    copy_tags(provider, block);
  });
}

void Writer::saml_provider(Node const& provider) {
  auto const name = text_of(provider, "Name");
  left_out_.add_if(provider, "AssertionEncryptionMode", "private keys and encryption modes of SAML providers");
  add("aws_iam_saml_provider", name, arn("saml-provider", "/", name), [&](Block& block) {
    block.text("name", name);
    copy(provider, "SAMLMetadataDocument", block, "saml_metadata_document");
    copy_tags(provider, block);
  });
}

// The private key is never told again, and the provider cannot do without one.
void Writer::server_certificate(Node const& certificate) {
  auto const name = text_of(certificate, "ServerCertificateName");
  left_out_.add("private keys of server certificates");
  add("aws_iam_server_certificate", name, name, [&](Block& block) {
    block.text("name", name);
    copy(certificate, "Path", block, "path");
    copy(certificate, "CertificateBody", block, "certificate_body");
    copy(certificate, "CertificateChain", block, "certificate_chain");
    block.text("private_key", "");
    copy_tags(certificate, block);
    ignore_changes(block, "private_key");
  });
}

}  // namespace terraform

std::string to_terraform(Node const& exported, Partition partition) {
  return terraform::Writer(exported, partition).write();
}

}  // namespace iam::state
