#include "nearest_names.h"

#include "iam/base/arn.h"
#include "iam/base/suggestion.h"
#include "iam/base/text.h"
#include "iam/catalogue/aws_managed_policies.h"
#include "iam/store/groups.h"
#include "iam/store/inline_policies.h"
#include "iam/store/instance_profiles.h"
#include "iam/store/mfa_devices.h"
#include "iam/store/oidc_providers.h"
#include "iam/store/policies.h"
#include "iam/store/roles.h"
#include "iam/store/saml_providers.h"
#include "iam/store/server_certificates.h"
#include "iam/store/users.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

// Of an account that has more, those that come first are looked at.
constexpr std::int64_t kNamesMax = 2000;
// Of one answer; comparing is the dear part.
constexpr std::size_t kLookedUpMax = 50;
constexpr std::size_t kToldMax = 3;

// What a parameter names: something by its name; or by an ARN, behind whose kind is a path with the name.
enum class By { kName, kArn };
struct Naming {
  std::string_view parameter;
  std::string_view kind;
  By by;
};

constexpr Naming kNamings[] = {
    {"UserName", "user", By::kName},
    {"RoleName", "role", By::kName},
    {"GroupName", "group", By::kName},
    {"InstanceProfileName", "instance-profile", By::kName},
    {"ServerCertificateName", "server-certificate", By::kName},
    {"PolicyArn", "policy", By::kArn},
    {"RoleArn", "role", By::kArn},
    {"SAMLProviderArn", "saml-provider", By::kArn},
    {"OpenIDConnectProviderArn", "oidc-provider", By::kArn},
    {"SerialNumber", "mfa", By::kArn},
};

constexpr std::string_view kAwsPolicies = "policy of AWS";

template <class Entity>
std::vector<std::string> names_of(std::vector<Entity> const& entities) {
  std::vector<std::string> names;
  for (auto const& entity : entities) names.push_back(entity.name);
  return names;
}

// As an ARN has it behind the kind.
std::string resource_of(std::string_view path, std::string_view name) {
  return std::string(path.substr(1)).append(name);
}

std::string_view last_part(std::string_view resource) { return resource.substr(resource.rfind('/') + 1); }

std::vector<std::string> resources_of_kind(store::Session& session, AccountId account, std::string_view kind) {
  std::vector<std::string> resources;
  if (kind == "role") {
    for (auto const& each : store::Roles(session).page(account, "/", "", kNamesMax)) {
      resources.push_back(resource_of(each.path, each.name));
    }
  } else if (kind == "policy") {
    for (auto const& each :
         store::Policies(session).page(account, "/", "", kNamesMax, [](store::Policy const&) { return true; })) {
      resources.push_back(resource_of(each.path, each.name));
    }
  } else if (kind == "saml-provider") {
    resources = names_of(store::SamlProviders(session).all(account));
  } else if (kind == "oidc-provider") {
    for (auto const& each : store::OidcProviders(session).all(account)) resources.push_back(each.url);
  } else if (kind == "mfa") {
    for (auto const& each : store::MfaDevices(session).page(account, std::nullopt, "", kNamesMax)) {
      resources.push_back(each.resource);
    }
  } else if (kind == kAwsPolicies) {
    for (auto const& each : catalogue::aws_managed_policies()) resources.push_back(resource_of(each.path, each.name));
  }
  return resources;
}

std::vector<std::string> names_of_kind(store::Session& session, AccountId account, std::string_view kind) {
  auto const page_of = [&](auto repository) { return names_of(repository.page(account, "/", "", kNamesMax)); };
  if (kind == "user") return page_of(store::Users(session));
  if (kind == "role") return page_of(store::Roles(session));
  if (kind == "group") return page_of(store::Groups(session));
  if (kind == "instance-profile") return page_of(store::InstanceProfiles(session));
  if (kind == "server-certificate") return page_of(store::ServerCertificates(session));
  return {};
}

std::optional<std::string_view> text_of(json::object const& parameters, std::string_view name) {
  auto const* value = parameters.if_contains(name);
  if (value == nullptr || !value->is_string() || value->get_string().empty()) return std::nullopt;
  return std::string_view(value->get_string());
}

bool has_name(std::vector<std::string> const& names, std::string_view name) {
  return std::ranges::any_of(names, [&](std::string const& each) { return equals_ignoring_case(each, name); });
}

}  // namespace

json::object NearestNames::meant(AccountId account, json::object const& parameters, std::string_view sentence) {
  json::object told;
  auto const tell = [&](std::string_view parameter, Names const& known, std::string_view word) {
    if (has_name(known, word)) return;
    if (auto alike = nearest_of(known, word); !alike.empty()) told[parameter] = std::move(alike);
  };
  for (auto const& naming : kNamings) {
    auto const text = text_of(parameters, naming.parameter);
    if (!text.has_value() || sentence.find(*text) == std::string_view::npos) continue;
    if (naming.by == By::kName) {
      tell(naming.parameter, names(account, naming.kind), *text);
      continue;
    }
    auto const arn = parse_arn(*text);
    auto const slash = arn.has_value() ? arn->resource.find('/') : std::string_view::npos;
    if (slash == std::string_view::npos) continue;
    bool const is_of_aws = arn->account == kAwsOwner;
    auto const owner = AccountId::parse(arn->account).value_or(account);
    auto const resource = arn->resource.substr(slash + 1);
    auto alike = alike_of(resources(owner, is_of_aws ? kAwsPolicies : naming.kind), resource);
    for (auto& each : alike) each = std::string(text->substr(0, text->size() - resource.size())).append(each);
    if (!alike.empty()) told[naming.parameter] = json::array(alike.begin(), alike.end());
  }
  if (auto const policy = text_of(parameters, "PolicyName");
      policy && sentence.find(*policy) != std::string_view::npos) {
    tell("PolicyName", inline_policies(account, parameters), *policy);
  }
  return told;
}

NearestNames::Names const& NearestNames::names(AccountId account, std::string_view kind) {
  auto const [known, is_new] = names_.try_emplace({account, std::string(kind)});
  if (is_new) known->second = names_of_kind(session_, account, kind);
  return known->second;
}

NearestNames::Names const& NearestNames::resources(AccountId account, std::string_view kind) {
  auto const [known, is_new] = names_.try_emplace({account, std::string("arn:").append(kind)});
  if (is_new) known->second = resources_of_kind(session_, account, kind);
  return known->second;
}

// Of the user, group or role that the request names.
NearestNames::Names const& NearestNames::inline_policies(AccountId account, json::object const& parameters) {
  auto const id_of = [](auto const& found) { return found.has_value() ? std::optional(found->id) : std::nullopt; };
  std::optional<store::EntityId> holder;
  std::string key("inline policy of ");
  if (auto const user = text_of(parameters, "UserName")) {
    holder = id_of(store::Users(session_).find(account, *user));
    key.append("user ").append(*user);
  } else if (auto const role = text_of(parameters, "RoleName")) {
    holder = id_of(store::Roles(session_).find(account, *role));
    key.append("role ").append(*role);
  } else if (auto const group = text_of(parameters, "GroupName")) {
    holder = id_of(store::Groups(session_).find(account, *group));
    key.append("group ").append(*group);
  }
  auto const [known, is_new] = names_.try_emplace({account, std::move(key)});
  if (is_new && holder.has_value()) known->second = store::InlinePolicies(session_).page(*holder, "", kNamesMax);
  return known->second;
}

// In a path that was forgotten, or in another case; else with a name that looks alike.
NearestNames::Names NearestNames::alike_of(Names const& resources, std::string_view resource) {
  Names alike;
  if (std::ranges::find(resources, resource) != resources.end()) return alike;
  auto const name = last_part(resource);
  for (auto const& each : resources) {
    if (equals_ignoring_case(last_part(each), name)) alike.push_back(each);
  }
  if (alike.empty() && looked_up_++ < kLookedUpMax) {
    std::vector<std::string_view> known;
    for (auto const& each : resources) known.push_back(last_part(each));
    for (auto const found : nearest_few(name, known, kToldMax)) {
      alike.push_back(resources[static_cast<std::size_t>(std::ranges::find(known, found) - known.begin())]);
    }
  }
  alike.resize(std::min(alike.size(), kToldMax));
  return alike;
}

json::array NearestNames::nearest_of(Names const& names, std::string_view word) {
  json::array told;
  if (looked_up_++ >= kLookedUpMax) return told;
  std::vector<std::string_view> const known(names.begin(), names.end());
  for (auto const name : nearest_few(word, known, kToldMax)) told.emplace_back(name);
  return told;
}

}  // namespace iam::gateway
