#include "planner.h"

#include "iam/base/arn.h"
#include "iam/base/ids.h"
#include "iam/base/text.h"
#include "iam/catalogue/aws_managed_policies.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace iam::state {
namespace {

// The API's pattern for existing ids.
constexpr std::size_t kIdLengthMin = 16;
constexpr std::size_t kIdLengthMax = 128;
constexpr std::string_view kArnBeginning = "arn:";
constexpr std::string_view kReservedTags = "aws:";

// Whether this server has the policy, should AWS own it; those of an account are looked for when they are attached.
bool is_known(std::string_view policy_arn) {
  auto const arn = parse_arn(policy_arn);
  if (!arn.has_value() || arn->account != kAwsOwner) return true;
  auto resource = arn->resource;
  constexpr std::string_view kPolicy = "policy";
  if (!resource.starts_with(kPolicy)) return true;
  resource.remove_prefix(kPolicy.size());
  auto const name = after_last(resource, '/');
  return catalogue::find_aws_managed_policy(resource.substr(0, resource.size() - name.size()), name) != nullptr;
}

}  // namespace

// What others name is made first: policies and providers, then groups, users, roles, and what holds these.
void Planner::account(Fields& part) {
  auto const once = [&](std::string_view name, void (Planner::*make)(Node const&)) {
    if (auto const* item = part.find(name)) (this->*make)(*item);
  };
  auto const each = [&](std::string_view name, void (Planner::*make)(Node const&)) {
    part.each(part.find(name), [&](Node const& item) { (this->*make)(item); });
  };
  auto const each_of_either = [&](std::string_view name, std::string_view other, void (Planner::*make)(Node const&)) {
    part.each(part.find(name, other), [&](Node const& item) { (this->*make)(item); });
  };
  auto const each_of_nobody = [&](std::string_view name, void (Planner::*make)(Node const&, std::string const&)) {
    part.each(part.find(name), [&](Node const& item) { (this->*make)(item, {}); });
  };
  plan_.accounts.push_back(account_);
  part.pass_over({"IsTruncated", "Marker"});
  once("Quotas", &Planner::quotas);
  once("PasswordPolicy", &Planner::password_policy);
  if (auto alias = part.text("AccountAlias")) {
    add("CreateAccountAlias", part.line_of("AccountAlias"), Parameters(plan_).text("AccountAlias", alias));
  }
  if (auto version = part.text("GlobalEndpointTokenVersion")) {
    add("SetSecurityTokenServicePreferences", part.line_of("GlobalEndpointTokenVersion"),
        Parameters(plan_).text("GlobalEndpointTokenVersion", version));
  }
  once("AccountProperties", &Planner::properties);
  once("OutboundWebIdentityFederation", &Planner::outbound_federation);
  each("Policies", &Planner::policy);
  each("OpenIDConnectProviders", &Planner::oidc_provider);
  each("SAMLProviders", &Planner::saml_provider);
  each("ServerCertificates", &Planner::server_certificate);
  each_of_either("Groups", "GroupDetailList", &Planner::group);
  each_of_either("Users", "UserDetailList", &Planner::user);
  each_of_either("Roles", "RoleDetailList", &Planner::role);
  std::ranges::move(waiting_, std::back_inserter(plan_.steps));
  part.each(part.find("InstanceProfiles"), [&](Node const& item) { profile(item, {}); });
  each_of_nobody("MFADevices", &Planner::mfa_device);
  each_of_nobody("AccessKeys", &Planner::access_key);
  each_of_nobody("SigningCertificates", &Planner::signing_certificate);
}

Step& Planner::add(std::string_view operation, std::size_t line, Parameters parameters, Given given) {
  plan_.steps.push_back({.account = account_,
                         .line = line,
                         .operation = operation,
                         .parameters = parameters.take(),
                         .given = std::move(given)});
  return plan_.steps.back();
}

Step& Planner::add_direct(std::size_t line, Direct work) {
  plan_.steps.push_back({.account = account_, .line = line, .after = std::move(work)});
  return plan_.steps.back();
}

// What is made is active. Without an id nothing else can be said of it.
void Planner::set_status(std::string_view operation, std::size_t line, std::string_view id_name, std::string const& id,
                         std::string const& user, std::optional<std::string> const& status) {
  if (!status.has_value() || *status == "Active") return;
  if (id.empty()) return mistakes_.add(line, fmt::format("what is not active has a `{}`", id_name));
  auto const owner = user.empty() ? std::optional<std::string>() : user;
  add(operation, line, Parameters(plan_).text("UserName", owner).text(id_name, id).text("Status", status));
}

std::optional<std::string> Planner::given_id(Fields& fields, std::string_view member, std::string_view prefix) {
  auto id = fields.text(member);
  if (!id.has_value()) return std::nullopt;
  auto const is_fit = [](char c) { return is_alphanumeric(c) || c == '_'; };
  if (!id->starts_with(prefix) || id->size() < kIdLengthMin || id->size() > kIdLengthMax ||
      !std::ranges::all_of(*id, is_fit)) {
    auto const begins = prefix.empty() ? std::string() : fmt::format("begins with {} and ", prefix);
    mistakes_.add(fields.line_of(member),
                  fmt::format("`{}` {}has {} to {} letters and digits", member, begins, kIdLengthMin, kIdLengthMax));
  }
  if (!ids_.insert(*id).second) mistakes_.add(fields.line_of(member), fmt::format("the id {} is given twice", *id));
  return id;
}

Given Planner::given(Fields& fields, std::string_view id_member, std::string_view prefix,
                     std::string_view date_member) {
  Given given{.at = fields.time(date_member)};
  if (auto id = given_id(fields, id_member, prefix)) given.ids.emplace(prefix, *std::move(id));
  return given;
}

// An ARN, or an object with it as the API answers.
std::optional<std::string> Planner::boundary(Fields& fields, std::string_view noun, std::string const& name) {
  auto const* const said = fields.find("PermissionsBoundary");
  if (said == nullptr) return std::nullopt;
  if (said->kind == Node::Kind::kScalar) return attachable(said->text, noun, name);
  Fields boundary(*said, "the permissions boundary", mistakes_);
  boundary.pass_over({"PermissionsBoundaryType"});
  auto named = boundary.required("PermissionsBoundaryArn");
  boundary.finish();
  return attachable(named, noun, name);
}

// A list of {Key, Value}, or an object.
Planner::Tags Planner::tags(Fields& fields) {
  Tags tags;
  auto const* const said = fields.find("Tags");
  if (said == nullptr) return tags;
  if (said->kind == Node::Kind::kMap) {
    for (auto const& [key, value] : said->members) {
      if (value.kind != Node::Kind::kScalar) mistakes_.add(value.line, fmt::format("the tag `{}` is a text", key));
      tags.emplace_back(key, value.text);
    }
    return tags;
  }
  fields.each(said, [&](Node const& item) {
    Fields tag(item, "a tag", mistakes_);
    auto key = tag.required("Key");
    auto value = tag.required("Value");
    tag.finish();
    if (mistakes_.author() == Author::kAws && key.starts_with(kReservedTags)) return note_reserved_tags();
    tags.emplace_back(std::move(key), std::move(value));
  });
  return tags;
}

// Those that CloudFormation and others of AWS's services put on what they make.
void Planner::note_reserved_tags() {
  constexpr std::string_view kNote = "tags that begin with aws: are left out, since only AWS can give them";
  if (std::ranges::find(plan_.notes, kNote) == plan_.notes.end()) plan_.notes.emplace_back(kNote);
}

std::string Planner::policy_arn(std::string const& named) const {
  if (named.starts_with(kArnBeginning)) return named;
  auto const found = policy_arns_.find(named);
  return found != policy_arns_.end() ? found->second : arn("policy", kRootPath, named);
}

std::optional<std::string> Planner::attachable(std::string const& named, std::string_view noun,
                                               std::string const& name) {
  auto policy = policy_arn(named);
  if (is_known(policy)) return policy;
  plan_.notes.push_back(
      fmt::format("{} {}: {} is not attached, since this server does not have it", to_lower_ascii(noun), name, policy));
  return std::nullopt;
}

}  // namespace iam::state
