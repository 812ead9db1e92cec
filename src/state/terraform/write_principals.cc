// Users, groups, roles and instance profiles, for Terraform.
#include "iam/base/text.h"
#include "iam/catalogue/service_linked_roles.h"
#include "terraform/writer.h"

#include <fmt/format.h>

#include <algorithm>

namespace iam::state::terraform {
namespace {

// What the provider needs to know of an SSH public key's text: which of the two it is.
std::string_view encoding_of(std::string_view body) { return body.starts_with("ssh-") ? "SSH" : "PEM"; }

}  // namespace

void Writer::policies_of(Node const& holder, std::string_view noun, std::string const& name,
                         std::string_view inline_list) {
  auto const type = fmt::format("aws_iam_{}", noun);
  auto const holder_name = named(type, name, "name");
  for (auto const& policy : items_of(holder, inline_list)) {
    std::string const policy_name(text_of(policy, "PolicyName"));
    add(fmt::format("{}_policy", type), fmt::format("{}_{}", name, policy_name),
        fmt::format("{}:{}", name, policy_name), [&](Block& block) {
          block.set(noun, holder_name).text("name", policy_name);
          block.set("policy", encoded(*policy.find("PolicyDocument"), kIndent));
        });
  }
  for (auto const& attached : items_of(holder, "AttachedManagedPolicies")) {
    auto const& policy = attached.text;
    add(fmt::format("{}_policy_attachment", type), fmt::format("{}_{}", name, after_last(policy, '/')),
        fmt::format("{}/{}", name, policy),
        [&](Block& block) { block.set(noun, holder_name).set("policy_arn", policy_arn(policy)); });
  }
}

void Writer::group(Node const& group) {
  std::string const name(text_of(group, "GroupName"));
  add("aws_iam_group", name, name, [&](Block& block) {
    block.text("name", name);
    copy(group, "Path", block, "path");
  });
  policies_of(group, "group", name, "GroupPolicyList");
}

void Writer::user(Node const& user) {
  std::string const name(text_of(user, "UserName"));
  add("aws_iam_user", name, name, [&](Block& block) {
    block.text("name", name);
    copy(user, "Path", block, "path");
    if (auto const* boundary = user.find("PermissionsBoundary")) {
      block.set("permissions_boundary", policy_arn(boundary->text));
    }
    copy_tags(user, block);
  });
  if (auto const& groups = items_of(user, "GroupList"); !groups.empty()) {
    auto id = name;
    std::string list;
    for (auto const& group : groups) {
      id += '/' + group.text;
      list += fmt::format("{}{}", list.empty() ? "" : ", ", named("aws_iam_group", group.text, "name"));
    }
    add("aws_iam_user_group_membership", name, id, [&](Block& block) {
      block.set("user", named("aws_iam_user", name, "name")).set("groups", fmt::format("[{}]", list));
    });
  }
  policies_of(user, "user", name, "UserPolicyList");
  credentials(user, name);
}

void Writer::credentials(Node const& user, std::string const& name) {
  auto const owner = named("aws_iam_user", name, "name");
  if (user.find("LoginProfile") != nullptr) {
    left_out_.add("passwords");
    add("aws_iam_user_login_profile", name, name, [&](Block& block) {
      block.set("user", owner);
      ignore_changes(block, "password_length, password_reset_required, pgp_key");
    });
  }
  for (auto const& key : items_of(user, "AccessKeys")) {
    left_out_.add("secrets of access keys");
    auto const id = text_of(key, "AccessKeyId");
    add("aws_iam_access_key", id, id, [&](Block& block) {
      block.set("user", owner);
      copy(key, "Status", block, "status");
    });
  }
  for (auto const& key : items_of(user, "SSHPublicKeys")) {
    auto const id = text_of(key, "SSHPublicKeyId");
    auto const encoding = encoding_of(text_of(key, "SSHPublicKeyBody"));
    add("aws_iam_user_ssh_key", id, fmt::format("{}:{}:{}", name, id, encoding), [&](Block& block) {
      block.set("username", owner).text("encoding", encoding);
      copy(key, "SSHPublicKeyBody", block, "public_key");
      copy(key, "Status", block, "status");
    });
  }
  for (auto const& certificate : items_of(user, "SigningCertificates")) {
    auto const id = text_of(certificate, "CertificateId");
    add("aws_iam_signing_certificate", id, fmt::format("{}:{}", id, name), [&](Block& block) {
      block.set("user_name", owner);
      copy(certificate, "CertificateBody", block, "certificate_body");
      copy(certificate, "Status", block, "status");
    });
  }
  for (auto const& credential : items_of(user, "ServiceSpecificCredentials")) {
    auto const id = text_of(credential, "ServiceSpecificCredentialId");
    auto const service = text_of(credential, "ServiceName");
    left_out_.add("passwords of service-specific credentials");
    add("aws_iam_service_specific_credential", id, fmt::format("{}:{}:{}", service, name, id), [&](Block& block) {
      block.set("user_name", owner).text("service_name", service);
      copy(credential, "Status", block, "status");
    });
  }
  for (auto const& device : items_of(user, "MFADevices")) mfa_device(device);
}

// Whose it is is said by codes, which no configuration holds.
void Writer::mfa_device(Node const& device) {
  left_out_.add("seeds of MFA devices, and whose they are");
  auto const name = text_of(device, "VirtualMFADeviceName");
  add("aws_iam_virtual_mfa_device", name, arn("mfa", text_of(device, "Path"), name), [&](Block& block) {
    block.text("virtual_mfa_device_name", name);
    copy(device, "Path", block, "path");
    copy_tags(device, block);
  });
}

void Writer::role(Node const& role) {
  std::string const name(text_of(role, "RoleName"));
  auto const path = text_of(role, "Path");
  if (catalogue::is_service_linked(path)) return service_linked_role(role, name, path);
  add("aws_iam_role", name, name, [&](Block& block) {
    block.text("name", name);
    copy(role, "Path", block, "path");
    copy(role, "Description", block, "description");
    copy(role, "MaxSessionDuration", block, "max_session_duration");
    if (auto const* boundary = role.find("PermissionsBoundary")) {
      block.set("permissions_boundary", policy_arn(boundary->text));
    }
    if (auto const* trust = role.find("AssumeRolePolicyDocument")) {
      block.set("assume_role_policy", encoded(*trust, kIndent));
    }
    copy_tags(role, block);
  });
  policies_of(role, "role", name, "RolePolicyList");
}

void Writer::service_linked_role(Node const& role, std::string const& name, std::string_view path) {
  auto service = path.substr(catalogue::kServiceLinkedPath.size());
  service = service.substr(0, service.find('/'));
  add("aws_iam_service_linked_role", name, arn("role", path, name), [&](Block& block) {
    block.text("aws_service_name", service);
    auto const made_from = catalogue::find_service_linked_template(service);
    auto const plain = made_from ? catalogue::service_linked_role_name(*made_from, std::nullopt) : name;
    if (name.starts_with(plain + "_")) block.text("custom_suffix", std::string_view(name).substr(plain.size() + 1));
    copy(role, "Description", block, "description");
    copy_tags(role, block);
  });
}

void Writer::instance_profile(Node const& profile) {
  auto const name = text_of(profile, "InstanceProfileName");
  add("aws_iam_instance_profile", name, name, [&](Block& block) {
    block.text("name", name);
    copy(profile, "Path", block, "path");
    if (auto const& roles = items_of(profile, "Roles"); !roles.empty()) {
      block.set("role", named("aws_iam_role", roles.front().text, "name"));
    }
    copy_tags(profile, block);
  });
}

}  // namespace iam::state::terraform
