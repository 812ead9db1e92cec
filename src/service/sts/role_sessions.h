// What AssumeRole and its kin have in common: who may become the role, and the session they get.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use.html
#pragma once

#include "iam/api/assumed_roles.h"
#include "iam/authorization/refusal.h"
#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/call/sessions.h"
#include "iam/policy/context.h"
#include "iam/policy/evaluate.h"
#include "iam/store/roles.h"
#include "sts/session_contents.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

// What a request wants of a session of a role.
struct RoleSessionRequest {
  std::string_view action;  // "sts:AssumeRole"
  std::string name;
  std::optional<std::int32_t> duration_s;
  std::optional<std::string> policy;
  std::optional<std::vector<api::sts::PolicyDescriptorType>> policy_arns;
  SessionTags tags;
  std::optional<std::string> source_identity;
  // Of who comes with the word of an identity provider.
  std::optional<std::string> federated_provider;
  std::vector<SessionKey> provider_keys = {};
  PropagatedIdentity propagated = {};
  // The role session that assumes another role: AWS calls that chaining. Null: none.
  SessionContext const* from = nullptr;
  std::size_t token_size_min = 0;
};

struct RoleSession {
  api::sts::AssumedRoleUser user;
  IssuedCredentials issued;
  std::optional<std::int32_t> packed_policy_size;  // nothing when there are neither policies nor tags, as recorded
  std::optional<std::string> source_identity;
};

// The role that the ARN names, of whatever account; nothing when there is none. `<text> is invalid` for a text that is
// no ARN of a role.
Result<std::optional<store::Role>> find_role_of_arn(Call& call, std::string_view arn);

// A role that somebody asks for: its ARN, and what find_role_of_arn() found.
struct SoughtRole {
  std::string_view arn;
  std::optional<store::Role> const& found;
};

// Whether the role is there and its trust policy lets `requester` make this session: the action, and sts:TagSession and
// sts:SetSourceIdentity where the session has such. The refusal names the first of them that is not allowed, as AWS was
// seen to. `context` has what is known of the requester and its request; the keys that the session's own parameters
// make are added to it.
tl::expected<void, Refusal> trusts(Call& call, SoughtRole const& sought, policy::Requester requester,
                                   RoleSessionRequest const& request, policy::Context context);

// Makes the session, if nothing about the request forbids it. Whether the role trusts whoever asks was asked before.
Result<RoleSession> make_role_session(Call& call, store::Role const& role, RoleSessionRequest request);

}  // namespace iam::service
