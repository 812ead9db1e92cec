// The caller as policies see it.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
#pragma once

#include "iam/authorization/control_policies.h"
#include "iam/call/call.h"
#include "iam/call/session_context.h"
#include "iam/policy/context.h"
#include "iam/policy/evaluate.h"
#include "iam/store/tags.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

policy::Requester requester_of(Caller const& caller);

// aws:PrincipalArn: of a role session the role.
std::string const& principal_arn(Caller const& caller);

// What the store knows of a caller that conditions ask for.
struct CallerFacts {
  std::vector<store::Tag> tags;  // of the user or role whose permissions it has; its session's are not among them
  std::optional<OrganizationPlace> organization;  // of its account
};
CallerFacts caller_facts(Call& call);

// Who a caller is: aws:PrincipalArn, aws:PrincipalTag/…, aws:PrincipalOrgID, aws:userid …
void add_principal_keys(Caller const& caller, CallerFacts const& facts, policy::Context& context);

// What its temporary credentials tell: aws:TokenIssueTime, aws:MultiFactorAuthPresent, aws:SourceIdentity …
void add_session_keys(SessionContext const& session, Time now, policy::Context& context);

// Both, and the time of a request and where it came from: what is known of every request.
void add_caller_keys(Call const& call, CallerFacts const& facts, policy::Context& context);

// The same, of a request that nobody signed: aws:CurrentTime, aws:SourceIp …
void add_request_keys(Call const& call, policy::Context& context);

// aws:OriginIdentity/… and aws:TransactionContext/IdentityProvider/…, of whoever is behind a session.
void add_origin_identity_keys(PropagatedIdentity const& identity, policy::Context& context);

// One key for each tag: `aws:RequestTag` and `Team` make aws:RequestTag/Team.
void add_tag_keys(policy::Context& context, std::string_view prefix, std::vector<store::Tag> const& tags);

// What a request wants of tags: aws:RequestTag/… of those it sets, and aws:TagKeys, which names those it removes, too.
void add_request_tags(policy::Context& context, std::vector<store::Tag> const& tags,
                      std::vector<std::string> const& removed = {});

}  // namespace iam::service
