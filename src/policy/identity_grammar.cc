// The checks stand in the order in which AWS was seen to make them, each over the whole document before the next: the
// first that fails is the one a client reads about.

#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "iam/policy/conditions.h"
#include "iam/policy/glob.h"
#include "iam/policy/grammar.h"
#include "json.h"
#include "reader.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>

namespace iam::policy {
namespace {

using Message = std::optional<std::string>;

constexpr std::string_view kSyntaxErrors = "Syntax errors in policy.";
constexpr std::string_view kOldVersion = "Policy document must be version 2012-10-17 or greater.";
constexpr std::string_view kLegacyParsing = "The policy failed legacy parsing";
constexpr std::string_view kSidCharacters =
    "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*";
constexpr std::string_view kSidRepeated = "Statement IDs (SID) in a single policy must be unique.";
constexpr std::string_view kPrincipal = "Policy document should not specify a principal.";
constexpr std::string_view kNoActions = "Policy statement must contain actions.";
constexpr std::string_view kNoResources = "Policy statement must contain resources.";
constexpr std::string_view kVendorRegex = "Resource vendor must be fully qualified and cannot contain regexes.";
constexpr std::string_view kIamPath =
    "IAM resource path must either be \"*\", root, or start with user/, federated-user/, role/, group/, "
    "instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, "
    "access-report/.";
constexpr std::string_view kNoVendor = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
constexpr std::string_view kManyColons = "Actions/Condition can contain only one colon.";
constexpr std::string_view kInvalidJson = "The policy is not in the valid JSON format.";

constexpr std::string_view kIamPaths[] = {"user/",
                                          "federated-user/",
                                          "role/",
                                          "group/",
                                          "instance-profile/",
                                          "mfa/",
                                          "server-certificate/",
                                          "policy/",
                                          "sms-mfa/",
                                          "saml-provider/",
                                          "oidc-provider/",
                                          "report/",
                                          "access-report/"};

constexpr std::string_view kS3Regional[] = {"accesspoint", "access-grants", "async-request/", "job/", "storage-lens"};

// A resource cut at its colons; what follows the fifth stays whole.
struct ResourceParts {
  static constexpr std::size_t kCount = 6;

  explicit ResourceParts(std::string_view text) {
    for (; count + 1 < kCount; ++count) {
      auto const colon = text.find(':');
      if (colon == std::string_view::npos) break;
      part[count] = text.substr(0, colon);
      text.remove_prefix(colon + 1);
    }
    part[count++] = text;
  }

  std::array<std::string_view, kCount> part{"*", "*", "*", "*", "*", "*"};
  std::size_t count = 0;
};

std::vector<std::string> const& list_of(std::optional<std::vector<std::string>> const& list,
                                        std::optional<std::vector<std::string>> const& not_list) {
  static std::vector<std::string> const none;
  if (list.has_value()) return *list;
  return not_list.has_value() ? *not_list : none;
}

std::vector<std::string> const& actions_of(Statement const& statement) {
  return list_of(statement.actions, statement.not_actions);
}

std::vector<std::string> const& resources_of(Statement const& statement) {
  return list_of(statement.resources, statement.not_resources);
}

enum class Literals { kAll, kOnlyBytes };
enum class VariablePlaces { kLastField, kEverywhere };
enum class MemberOrder { kChecked, kUnchecked };

// What the grammars differ in.
struct Rules {
  Partition partition = Partition::kAws;
  Literals literals = Literals::kAll;
  VariablePlaces variables = VariablePlaces::kLastField;
  MemberOrder order = MemberOrder::kChecked;
};

// AWS's own managed policies write `*`, and users `aws*`.
bool is_partition(std::string_view pattern, Rules const& rules) {
  return glob_matches(pattern, partition_name(rules.partition));
}

bool is_known_only_later(std::string_view resource, Rules const& rules) {
  return rules.variables == VariablePlaces::kEverywhere && resource.find("${") != std::string_view::npos;
}

// Variables belong behind the fifth colon, empty fields only into an ARN that has all of them, and a service there must
// be wherever its place is. Another partition is not legacy: it is told later, by its name.
bool survives_legacy_parsing(std::string_view resource, Rules const& rules) {
  ResourceParts const parts(resource);
  if (is_known_only_later(resource, rules)) return true;
  if (parts.count > 1 && !is_partition(parts.part[1], rules)) return true;
  bool const complete = parts.count == ResourceParts::kCount;
  if (parts.count > 2 && parts.part[2].empty()) return false;
  if (!complete) return resource.find("::") == std::string_view::npos;
  return std::ranges::none_of(parts.part.begin(), parts.part.end() - 1,
                              [](std::string_view part) { return part.find("${") != std::string_view::npos; });
}

bool survives_legacy_parsing(Condition const& condition, Rules const& rules) {
  auto const op = parse_operator(condition.op);
  bool const is_checked = op.has_value() && (rules.literals == Literals::kAll || op->comparison.starts_with("Binary"));
  return !is_checked || std::ranges::all_of(condition.values, [&](std::string const& value) {
    return is_literal_of(op->comparison, value);
  });
}

bool survives_legacy_parsing(Document const& document, Rules const& rules) {
  return std::ranges::all_of(document.statements, [&](Statement const& statement) {
    bool const resources = std::ranges::all_of(resources_of(statement), [&](std::string const& resource) {
      return survives_legacy_parsing(std::string_view(resource), rules);
    });
    return resources && std::ranges::all_of(statement.conditions, [&](Condition const& condition) {
             return survives_legacy_parsing(condition, rules);
           });
  });
}

// A statement that is no list is read with the version that stands before it.
// https://github.com/hashicorp/terraform-provider-aws/issues/22879
bool has_version_behind_sole_statement(json::Value const& root) {
  auto const statement = std::ranges::find(root.members, "Statement", &json::Member::name);
  if (statement == root.members.end() || statement->value.kind != json::Kind::kObject) return false;
  return std::find_if(statement, root.members.end(),
                      [](json::Member const& member) { return member.name == "Version"; }) != root.members.end();
}

Message sid_fault(Document const& document) {
  std::set<std::string_view> seen;
  for (Statement const& statement : document.statements) {
    if (!std::ranges::all_of(statement.sid, is_alphanumeric)) return std::string(kSidCharacters);
  }
  for (Statement const& statement : document.statements) {
    if (!statement.sid.empty() && !seen.insert(statement.sid).second) return std::string(kSidRepeated);
  }
  return std::nullopt;
}

Message missing_element(Document const& document) {
  for (Statement const& statement : document.statements) {
    if (statement.principals.has_value() || statement.not_principals.has_value()) return std::string(kPrincipal);
  }
  for (Statement const& statement : document.statements) {
    if (actions_of(statement).empty()) return std::string(kNoActions);
  }
  for (Statement const& statement : document.statements) {
    if (resources_of(statement).empty()) return std::string(kNoResources);
  }
  return std::nullopt;
}

Message invalid_partition(ResourceParts const& parts) {
  std::string message = "Partition \"";
  message.append(parts.part[1]).append("\" is not valid for resource \"arn");
  for (std::size_t i = 1; i < parts.part.size(); ++i) message.append(":").append(parts.part[i]);
  return message.append("\".");
}

// Buckets and objects are named for the whole partition, what belongs to S3 Control lies in a region.
bool s3_resource_has_region(std::string_view rest) {
  return std::ranges::any_of(kS3Regional, [&](std::string_view kind) { return rest.starts_with(kind); });
}

Message resource_fault(std::string_view resource, Rules const& rules) {
  if (resource == "*" || is_known_only_later(resource, rules)) return std::nullopt;
  ResourceParts const parts(resource);
  auto const& [prefix, partition, service, region, account, rest] = parts.part;
  if (parts.count == 1) return "Resource " + std::string(resource) + " must be in ARN format or \"*\".";
  if (!is_partition(partition, rules)) return invalid_partition(parts);
  if (service.find_first_of("*?") != std::string_view::npos) return std::string(kVendorRegex);
  bool const has_region = parts.count > 3 && !region.empty();
  if (service == "iam" && has_region) {
    return "IAM resource " + std::string(resource) + " cannot contain region information.";
  }
  if (service == "s3" && has_region && !s3_resource_has_region(rest)) {
    return "Resource " + std::string(resource) + " can not contain region information.";
  }
  bool const is_iam_path =
      rest == "*" || rest == "root" ||
      std::ranges::any_of(kIamPaths, [&rest = rest](std::string_view path) { return rest.starts_with(path); });
  if (service == "iam" && !is_iam_path) return std::string(kIamPath);
  return std::nullopt;
}

Message action_fault(std::string_view action) {
  if (action == "*") return std::nullopt;
  auto const colon = action.find(':');
  if (colon == std::string_view::npos) return std::string(kNoVendor);
  if (action.find(':', colon + 1) != std::string_view::npos) return std::string(kManyColons);
  std::string_view const vendor = action.substr(0, colon);
  bool const is_valid = vendor == "*" || (!vendor.empty() && std::ranges::all_of(vendor, [](char c) {
                          return is_alphanumeric(c) || c == '-' || c == '.';
                        }));
  if (!is_valid) return "Vendor " + std::string(vendor) + " is not valid";
  return std::nullopt;
}

Message format_fault(Document const& document, Rules const& rules) {
  for (Statement const& statement : document.statements) {
    for (std::string const& resource : resources_of(statement)) {
      if (auto fault = resource_fault(resource, rules)) return fault;
    }
  }
  for (Statement const& statement : document.statements) {
    for (std::string const& action : actions_of(statement)) {
      if (auto fault = action_fault(action)) return fault;
    }
  }
  return std::nullopt;
}

Message document_fault(json::Value const& root, Rules const& rules) {
  Parsed const document = document_of(root);
  if (!document.has_value()) {
    bool const is_legacy = document.error().fault == ParseFault::kEffectCase;
    return std::string(is_legacy ? kLegacyParsing : kSyntaxErrors);
  }
  bool const is_in_order = rules.order == MemberOrder::kUnchecked || !has_version_behind_sole_statement(root);
  if (!is_in_order || !survives_legacy_parsing(*document, rules)) return std::string(kLegacyParsing);
  if (auto fault = sid_fault(*document)) return fault;
  if (auto fault = missing_element(*document)) return fault;
  return format_fault(*document, rules);
}

// Told before anything that is wrong with the statements. An unknown version is a syntax error like any other.
bool is_of_old_version(json::Value const& root) {
  if (root.kind != json::Kind::kObject) return false;
  auto const version = std::ranges::find(root.members, "Version", &json::Member::name);
  return version == root.members.end() || version->value.text == "2008-10-17";
}

Message session_fault(std::string_view text, Rules const& rules) {
  auto const root = json::read(text);
  if (!root.has_value()) return std::string(kInvalidJson);
  return document_fault(*root, rules);
}

}  // namespace

Message identity_policy_fault(std::string_view text, IdentityPolicy kind, Partition partition) {
  auto const root = json::read(text);
  if (!root.has_value()) return std::string(kSyntaxErrors);
  if (kind == IdentityPolicy::kManaged && is_of_old_version(*root)) return std::string(kOldVersion);
  return document_fault(*root, {.partition = partition});
}

// STS takes dates, addresses, numbers and ARNs that IAM refuses, and was not seen to care which member comes first.
Message session_policy_fault(std::string_view text, Partition partition) {
  return session_fault(text,
                       {.partition = partition, .literals = Literals::kOnlyBytes, .order = MemberOrder::kUnchecked});
}

Message simulated_policy_fault(std::string_view text, Partition partition) {
  return session_fault(text, {.partition = partition,
                              .literals = Literals::kOnlyBytes,
                              .variables = VariablePlaces::kEverywhere,
                              .order = MemberOrder::kUnchecked});
}

}  // namespace iam::policy
