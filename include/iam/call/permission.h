// What a caller must be allowed to call an operation: part of the generated table.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
#pragma once

#include <span>
#include <string_view>

namespace iam::service {

struct Permission {
  // How the request says what the operation acts on. Members are named as in the model; empty: there is none.
  enum class Form {
    kNothing,     // it needs no permission
    kEverything,  // `*`
    kEntity,      // the one of that kind that `member` names; for users without a name, the caller
    kNewEntity,   // the one that is to be made, called `member` and put under `path`
    kCollection,  // all of that kind below `path`
    // What `member` leads to, which is of another kind:
    kUserOf,      // an access key's user
    kRoleOf,      // a deletion task's role
    kRootUserOf,  // an account's root user
  };
  struct Resource {
    Form form = Form::kNothing;
    std::string_view kind;
    std::string_view member;
    std::string_view path;
  };

  enum class Source {
    kParameter,          // `member` has the value, or the list of them
    kWords,              // what stands between the blanks in the text `member`
    kIsGiven,            // whether the request has `member`: "true" or "false"
    kNamespaces,         // what the names in the map `member` begin with
    kBoundary,           // the stored entity's permissions boundary
    kIdentityCenter,     // the instance of Identity Center that the stored identity provider is associated with
    kIssuers,            // of the stored identity provider, as its sessions name their issuer
    kCredentialService,  // the service of the stored credential that `member` names
  };

  // A condition key and where its value comes from. `Tags` and `TagKeys` make aws:RequestTag and aws:TagKeys without
  // being named.
  struct Key {
    std::string_view key;
    Source source = Source::kParameter;
    std::string_view member;
  };

  // An action that is needed too when the request has the parameter.
  struct Further {
    std::string_view member;
    std::string_view action;
  };

  // The parameters with a new name and path: whoever moves an entity needs the action on what it becomes, too.
  struct Move {
    std::string_view name_member;
    std::string_view path_member;
  };

  // The parameter with the name of a role that a service gets to use: needs iam:PassRole on it.
  struct PassedRole {
    std::string_view member;
    std::string_view service;
  };

  std::string_view action;  // "iam:CreateUser"; empty: the operation needs no signature
  Resource resource;
  std::span<Key const> keys;
  std::span<Further const> further;
  Move moved_to;
  PassedRole passed_role;
  bool sets_tags = false;              // it has the member `Tags`
  bool removes_tags = false;           // `TagKeys`
  bool is_decided_by_handler = false;  // only the handler knows enough
};

}  // namespace iam::service
