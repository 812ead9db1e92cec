// Makes the steps of one account's part of a state document. Each family of things has a file of its own: plan_*.cc.
#pragma once

#include "fields.h"
#include "iam/state/plan.h"
#include "parameters.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::state {

class Planner {
 public:
  Planner(Plan& plan, Mistakes& mistakes, Partition partition, AccountId account)
      : plan_(plan), mistakes_(mistakes), partition_(partition), account_(account) {}

  // Reads what the document says of the account, and what belongs to it. The caller finishes the fields.
  void account(Fields& part);

 private:
  using Tags = std::vector<std::pair<std::string, std::string>>;

  // The calls of one kind of thing; each is given one item of its list.
  void policy(Node const& item);
  void group(Node const& item);
  void user(Node const& item);
  void role(Node const& item);
  void oidc_provider(Node const& item);
  void saml_provider(Node const& item);
  void server_certificate(Node const& item);
  // Of a user; of the account's root when `user` is empty.
  void access_key(Node const& item, std::string const& user);
  void signing_certificate(Node const& item, std::string const& user);
  void mfa_device(Node const& item, std::string const& user);  // that nobody has, when `user` is empty
  void ssh_public_key(Node const& item, std::string const& user);
  void service_credential(Node const& item, std::string const& user);
  void login_profile(Node const& item, std::string const& user);

  // What there is once in an account.
  void quotas(Node const& item);
  void password_policy(Node const& item);
  void outbound_federation(Node const& item);
  void properties(Node const& item);

  // Whether the item is about an entity that is there already: then it says what the entity gets, and nothing else.
  bool exists(Fields& fields);
  void user_parts(Fields& fields, std::string const& name);
  void role_parts(Fields& fields, std::string const& name);
  // What users, groups and roles have alike. `noun`: "User"; `name`: of the entity.
  void inline_policies(Node const* list, std::string_view noun, std::string const& name);
  void attachments(Fields& fields, std::string_view noun, std::string const& name);
  void service_linked_role(Fields& fields, Given given, std::string const& name, std::string_view path,
                           std::string const& trust, std::optional<std::string> description);
  void foreign_service_role(Fields& fields, Given given, std::string const& name, std::string_view path,
                            std::string const& trust, std::optional<std::string> description);
  void trust_when_all_are_there(std::size_t line, std::string const& role, std::string const& trust);
  // The same of one that is not looked at: it names what is gone, or AWS would not take it today.
  void keep_trust(std::size_t line, std::string const& role, std::string const& trust);
  void profile(Node const& item, std::vector<std::string> roles);
  // The member of that name, read as strictly as the others.
  Node const* context_provider(Fields& fields);

  Step& add(std::string_view operation, std::size_t line, Parameters parameters, Given given = {});
  Step& add_direct(std::size_t line, Direct work);
  void set_status(std::string_view operation, std::size_t line, std::string_view id_name, std::string const& id,
                  std::string const& user, std::optional<std::string> const& status);
  void count(std::string_view what) { ++plan_.counts[std::string(what)]; }

  // An id that the document gives, which must begin with the prefix and be given once.
  std::optional<std::string> given_id(Fields& fields, std::string_view member, std::string_view prefix);
  Given given(Fields& fields, std::string_view id_member, std::string_view prefix, std::string_view date_member);
  std::optional<std::string> boundary(Fields& fields, std::string_view noun, std::string const& name);
  Tags tags(Fields& fields);
  void note_reserved_tags();
  std::string arn(std::string_view kind, std::string_view path, std::string_view name) const {
    return iam_arn(partition_, account_, kind, path, name);
  }
  // The ARN of a policy that is named by it, or by its name alone when it is the account's own.
  std::string policy_arn(std::string const& named) const;
  // The same; nothing, and a note, when it is one of AWS's that this server does not have.
  std::optional<std::string> attachable(std::string const& named, std::string_view noun, std::string const& name);

  Plan& plan_;
  Mistakes& mistakes_;
  Partition partition_;
  AccountId account_;
  std::set<std::string> ids_;                                    // given so far
  std::map<std::string, std::string, std::less<>> policy_arns_;  // of the document's, by name
  std::set<std::string> profiles_;                               // instance profiles made so far
  std::vector<Step> waiting_;                                    // for all users and roles to be there
};

}  // namespace iam::state
