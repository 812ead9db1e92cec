// Writes one account as a configuration of Terraform. Each family of things has a file of its own.
#pragma once

#include "iam/base/arn.h"
#include "iam/state/node.h"
#include "left_out.h"
#include "members.h"
#include "terraform/hcl.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace iam::state::terraform {

class Writer {
 public:
  // The account outlives this.
  Writer(Node const& account, Partition partition);

  std::string write();

 private:
  void settings();
  void policy(Node const& policy);
  void oidc_provider(Node const& provider);
  void saml_provider(Node const& provider);
  void server_certificate(Node const& certificate);
  void group(Node const& group);
  void user(Node const& user);
  void credentials(Node const& user, std::string const& name);
  void mfa_device(Node const& device);
  void role(Node const& role);
  void service_linked_role(Node const& role, std::string const& name, std::string_view path);
  void instance_profile(Node const& profile);
  // What users, groups and roles have alike. `noun`: "user".
  void policies_of(Node const& holder, std::string_view noun, std::string const& name, std::string_view inline_list);

  // One resource, and the `import` by the id under which the provider finds it. Its address ends in what `name`
  // becomes.
  void add(std::string_view type, std::string_view name, std::string_view id,
           std::function<void(Block& block)> const& fill);

  // How another resource says a name: by the resource that has it, where there is one.
  std::string named(std::string_view type, std::string_view name, std::string_view attribute) const;
  std::string policy_arn(std::string const& arn) const;
  std::string arn(std::string_view kind, std::string_view path, std::string_view name) const;

  Node const& account_;
  Partition partition_;
  std::string id_;
  LeftOut left_out_;
  std::string out_;
  std::set<std::string> addresses_;
  std::map<std::string, std::string, std::less<>> known_;  // addresses by type and name: "aws_iam_user alice"
};

// Members that the provider has by another name, and tags.
void copy(Node const& from, std::string_view member, Block& to, std::string_view attribute);
void copy_tags(Node const& from, Block& to);
// What Terraform sends and cannot read back stays as it is.
void ignore_changes(Block& block, std::string_view attributes);

}  // namespace iam::state::terraform
