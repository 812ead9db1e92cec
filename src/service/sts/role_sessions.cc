#include "sts/role_sessions.h"

#include "errors/sts.h"
#include "iam/authorization/authorizer.h"
#include "iam/authorization/caller_context.h"
#include "iam/call/errors.h"
#include "iam/call/nouns.h"
#include "roles.h"

#include <chrono>

namespace iam::service {
namespace {

constexpr std::string_view kRoleKind = "role";
constexpr std::int32_t kChainedDurationMax = 3600;

// Set once, it stays for as long as roles are assumed from the session.
std::optional<std::string> source_identity_of(RoleSessionRequest const& request) {
  if (request.from != nullptr && request.from->source_identity) return request.from->source_identity;
  return request.source_identity;
}

// Session tags, new ones as well as those handed on, and a source identity each take a permission of their own.
std::vector<std::string_view> actions_of(RoleSessionRequest const& request) {
  std::vector actions{request.action};
  bool const hands_tags_on = request.from != nullptr && !request.from->transitive_tag_keys.empty();
  if (!request.tags.tags.empty() || hands_tags_on) actions.emplace_back("sts:TagSession");
  if (source_identity_of(request)) actions.emplace_back("sts:SetSourceIdentity");
  return actions;
}

void add_request_keys(RoleSessionRequest const& request, policy::Context& context) {
  context.set("sts:RoleSessionName", request.name);
  if (auto const identity = source_identity_of(request)) context.set("sts:SourceIdentity", *identity);
  add_request_tags(context, request.tags.tags);
  if (!request.tags.transitive_keys.empty()) context.set_list("sts:TransitiveTagKeys", request.tags.transitive_keys);
  if (request.duration_s) context.set("sts:DurationSeconds", std::to_string(*request.duration_s));
}

// The role's maximum is checked first. Without a wish it is an hour, whatever the role's maximum.
Result<std::chrono::seconds> checked_duration(store::Role const& role, RoleSessionRequest const& request) {
  auto const wanted = request.duration_s.value_or(kSessionDurationDefault);
  if (wanted > role.max_session_duration_s) return fail(errors::duration_exceeds_role());
  if (request.from != nullptr && wanted > kChainedDurationMax) return fail(errors::duration_exceeds_chaining());
  return std::chrono::seconds(wanted);
}

// There may be one whose ARN differs by its path, or by the case of its name.
std::string missing(Call& call, std::string_view arn) {
  std::string why = "there is no role ";
  why.append(arn);
  auto const named = parse_iam_arn(arn);
  auto const other = named ? store::Roles(call.store).find(named->account, named->name) : std::nullopt;
  if (!other.has_value()) return why;
  auto const partition = call.caller.partition;
  auto const found = iam_arn(partition, other->account, kRoleKind, other->path, other->name);
  if (found == arn) return std::string("the role is not known yet: ").append(arn);
  return why.append(", but ").append(found);
}

Status check_source_identity(RoleSessionRequest const& request) {
  if (request.source_identity && source_identity_of(request) != request.source_identity) {
    return fail(errors::source_identity_conflict());
  }
  return {};
}

}  // namespace

Result<std::optional<store::Role>> find_role_of_arn(Call& call, std::string_view arn) {
  auto const named = parse_iam_arn(arn);
  if (!named.has_value() || named->kind != kRoleKind) return fail(errors::invalid_text(arn));
  auto role = store::Roles(call.known).find(named->account, named->name);
  if (!role.has_value()) return std::nullopt;
  // Names are found ignoring case; an ARN has one, and a path.
  if (iam_arn(call.caller.partition, role->account, kRoleKind, role->path, role->name) != arn) return std::nullopt;
  return role;
}

tl::expected<void, Refusal> trusts(Call& call, SoughtRole const& sought, policy::Requester requester,
                                   RoleSessionRequest const& request, policy::Context context) {
  auto& authorization = call.authorization;
  add_request_keys(request, context);
  policy::Request asked{.requester = std::move(requester),
                        .action = std::string(request.action),
                        .resource = std::string(sought.arn),
                        .resource_account = std::nullopt,
                        .context = std::move(context)};
  auto const& role = sought.found;
  if (!role.has_value()) return tl::unexpected(authorization.without_door(call, asked, missing(call, sought.arn)));
  policy::ResourcePolicy const trust{{.id = {},
                                      .arn = {},
                                      .compiled = authorization.policies().compiled(role->trust_policy),
                                      .attached_to = std::string(sought.arn)},
                                     policy::ResourcePolicyKind::kTrust};
  if (trust.policy.compiled == nullptr) {
    return tl::unexpected(authorization.without_door(call, asked, "the role's trust policy cannot be read"));
  }
  asked.resource_account = role->account;
  auto known = call.as_known();
  auto const role_tags = stored_tags(known, kRoleKind, role->id);
  add_tag_keys(asked.context, "aws:ResourceTag", role_tags);
  add_tag_keys(asked.context, "iam:ResourceTag", role_tags);
  add_owner_keys(role->account, organization_place(call.known, role->account), asked.context);
  for (auto const action : actions_of(request)) {
    asked.action = action;
    if (auto admitted = authorization.admits(call, asked, trust); !admitted) return admitted;
  }
  return {};
}

Result<RoleSession> make_role_session(Call& call, store::Role const& role, RoleSessionRequest request) {
  auto const duration = checked_duration(role, request);
  if (!duration) return fail(duration.error());
  if (auto sound = check_source_identity(request); !sound) return fail(sound.error());
  auto policies = checked_policies(call, role.account, request.policy, request.policy_arns);
  if (!policies) return fail(policies.error());
  auto identity = source_identity_of(request);
  auto tags = checked_tags(std::move(request.tags), request.from);
  if (!tags) return fail(tags.error());

  RoleSession made;
  made.user.assumed_role_id = role.unique_id + ":" + request.name;
  made.user.arn = sts_arn(call.caller.partition, role.account, "assumed-role/" + role.name + "/" + request.name);
  made.source_identity = identity;
  bool const carries_something = !policies->empty() || !tags->tags.empty();
  if (request.from != nullptr) request.propagated = request.from->propagated;
  SessionToken token{.account = role.account};
  token.context = {.kind = SessionContext::Kind::kAssumedRole,
                   .issuer = {.unique_id = role.unique_id, .name = role.name},
                   .name = std::move(request.name),
                   .policies = *std::move(policies),
                   .tags = std::move(tags->tags),
                   .transitive_tag_keys = std::move(tags->transitive_keys),
                   .source_identity = std::move(identity),
                   .federated_provider = std::move(request.federated_provider),
                   .provider_keys = std::move(request.provider_keys),
                   .propagated = std::move(request.propagated)};
  auto issued = issue(call, std::move(token), *duration, request.token_size_min);
  if (!issued) return fail(std::move(issued.error()));
  made.issued = *std::move(issued);
  if (carries_something) made.packed_policy_size = made.issued.token_utilization;
  return made;
}

}  // namespace iam::service
