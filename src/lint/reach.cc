// Statements that allow far more than was meant.
#include "globs.h"
#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "rules.h"

#include <fmt/format.h>

#include <algorithm>

namespace iam::lint {
namespace {

// An action of IAM that makes a role work for a service. AWS has a check for each way to allow it for any role.
struct RoleAction {
  std::string_view name;  // in small letters
  std::string_view code;
  std::string_view key;       // the condition that names the service
  std::string_view any_role;  // what an ARN's resource must cover
  std::string_view what_for;
  // By what stands in Action and in Resource.
  AwsCheck name_not_resource;
  AwsCheck star_not_resource;
  AwsCheck not_action_not_resource;
  AwsCheck name_star;
  AwsCheck star_star;
  AwsCheck not_action_star;
};

using rules::security;
using rules::warning;

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
constexpr RoleAction kPassRole{.name = "iam:passrole",
                               .code = "pass-role-to-anything",
                               .key = "iam:PassedToService",
                               .any_role = "role/*",
                               .what_for = "lets any role be passed to any service",
                               .name_not_resource = security("PASS_ROLE_WITH_NOT_RESOURCE"),
                               .star_not_resource = security("PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE"),
                               .not_action_not_resource = security("PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE"),
                               .name_star = security("PASS_ROLE_WITH_STAR_IN_RESOURCE"),
                               .star_star = security("PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE"),
                               .not_action_star = security("PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION")};

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
constexpr RoleAction kCreateServiceLinkedRole{
    .name = "iam:createservicelinkedrole",
    .code = "create-any-service-linked-role",
    .key = "iam:AWSServiceName",
    .any_role = "role/aws-service-role/*",
    .what_for = "lets roles be made for every service",
    .name_not_resource = warning("CREATE_SLR_WITH_NOT_RESOURCE"),
    .star_not_resource = warning("CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE"),
    .not_action_not_resource = warning("CREATE_SLR_WITH_NOT_ACTION_AND_NOT_RESOURCE"),
    .name_star = warning("CREATE_SLR_WITH_STAR_IN_RESOURCE"),
    .star_star = warning("CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE"),
    .not_action_star = warning("CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION")};

bool names(NamedActions const& named, RoleAction const& action) {
  return covers(to_lower_ascii(named.pattern), action.name);
}

bool is_any_role(std::string_view resource, RoleAction const& action) {
  if (resource == "*") return true;
  auto const arn = parse_arn(resource);
  return arn.has_value() && arn->service == "iam" && covers(arn->resource, action.any_role);
}

bool reaches_any_role(policy::Statement const& statement, RoleAction const& action) {
  return statement.resources.has_value() && std::ranges::any_of(*statement.resources, [&](std::string const& resource) {
           return is_any_role(resource, action);
         });
}

void check_role_action(Subject const& subject, Examined const& examined, RoleAction const& action, Findings& findings) {
  auto const& statement = examined.statement;
  bool const is_not_resource = statement.not_resources.has_value();
  bool const is_any = is_not_resource || reaches_any_role(statement, action);
  if (!is_any || has_condition_on(statement, action.key)) return;

  auto const named =
      std::ranges::find_if(examined.actions, [&](NamedActions const& each) { return names(each, action); });
  bool const is_named = named != examined.actions.end();
  Rule rule{action.code, Severity::kWarning, {}};
  if (statement.not_actions.has_value()) {
    if (is_named) return;
    rule.aws = is_not_resource ? action.not_action_not_resource : action.not_action_star;
    return findings.tell(rule, subject.places.of(examined.index, "NotAction"),
                         fmt::format("NotAction {}: name the roles, or ask for {}", action.what_for, action.key));
  }
  if (!is_named) return;
  if (has_wildcard(named->pattern)) {
    rule.aws = is_not_resource ? action.star_not_resource : action.star_star;
  } else {
    rule.aws = is_not_resource ? action.name_not_resource : action.name_star;
  }
  findings.tell(rule, subject.places.of(examined.index, "Action", named->item),
                fmt::format("'{}' {}: name the roles, or ask for {}", named->pattern, action.what_for, action.key));
}

void check_everything_else(Subject const& subject, Examined const& examined, Findings& findings) {
  if (subject.use == PolicyUse::kServiceControl) return;  // there it is the usual way to spare something
  if (!examined.statement.not_actions.has_value()) return;
  findings.tell(rules::kAllowNotAction, subject.places.of(examined.index, examined.action_element),
                "Allow with NotAction allows every other action of every service, those to come among them");
}

}  // namespace

bool has_condition_on(policy::Statement const& statement, std::string_view key) {
  return std::ranges::any_of(statement.conditions, [&](policy::Condition const& condition) {
    return equals_ignoring_case(condition.key, key);
  });
}

void check_reach(Subject const& subject, Examined const& examined, Findings& findings) {
  if (examined.statement.effect != policy::Effect::kAllow) return;
  check_everything_else(subject, examined, findings);
  if (!subject.grants_to_identities()) return;
  check_role_action(subject, examined, kPassRole, findings);
  check_role_action(subject, examined, kCreateServiceLinkedRole, findings);
}

}  // namespace iam::lint
