#include "organization_json.h"

#include "iam/base/encoding.h"
#include "iam/base/strict_json.h"
#include "iam/base/text.h"
#include "iam/face/answers.h"
#include "json_fields.h"
#include "organization_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace iam::gateway {
namespace {

namespace json = boost::json;
using store::ControlPolicyKind;

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
constexpr std::size_t kUnitDepthMax = 5;
constexpr std::size_t kUnitsMax = 2000;
constexpr std::size_t kAccountsMax = 50'000;
constexpr std::size_t kPoliciesMax = 10'000;        // of each kind
constexpr std::size_t kAttachedMax = 10;            // of each kind: AWS raises its 5 on request
constexpr std::size_t kDocumentLengthMax = 10'240;  // AWS's 5,120 has been raised too
constexpr std::size_t kNameLengthMax = 128;

enum class Letters { kLower, kAny };

bool is_word(std::string_view text, std::size_t min, std::size_t max, Letters letters) {
  return text.size() >= min && text.size() <= max && std::ranges::all_of(text, [&](char c) {
           return is_digit(c) || is_lower(c) || (letters == Letters::kAny && (is_upper(c) || c == '_'));
         });
}

// The patterns of the ids: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html and its
// neighbours.
bool is_organization_id(std::string_view id) {
  return id.starts_with("o-") && is_word(id.substr(2), 10, 32, Letters::kLower);
}
bool is_root_id(std::string_view id) { return id.starts_with("r-") && is_word(id.substr(2), 4, 32, Letters::kLower); }
bool is_unit_id(std::string_view id) {
  if (!id.starts_with("ou-")) return false;
  auto const dash = id.find('-', 3);
  return dash != std::string_view::npos && is_word(id.substr(3, dash - 3), 4, 32, Letters::kLower) &&
         is_word(id.substr(dash + 1), 8, 32, Letters::kLower);
}
bool is_policy_id(std::string_view id) { return id.starts_with("p-") && is_word(id.substr(2), 8, 128, Letters::kAny); }

// Reads the parts of an organization.
class OrganizationReader : private JsonFields {
 public:
  OrganizationReader(AccountId manager, IdSource& ids) : ids_(ids) {
    stated_.organization.management_account = manager;
  }

  tl::expected<store::OrganizationStatement, std::string> read(json::object const& body) {
    expect_members("the organization", body,
                   {"id", "management_account", "features", "trusted_services", "delegated_administrators",
                    "root_features", "scps", "rcps", "root"});
    read_organization(body);
    for (auto const& kind : kOrganizationPolicyKinds) read_policies(body, kind);
    read_tree(body);
    read_administrators(body);
    if (!fault().empty()) return tl::unexpected(fault());
    return std::move(stated_);
  }

 private:
  std::string id_of(json::object const& object, std::string_view made_up, bool (*is_sound)(std::string_view)) {
    auto id = text(object, "id").value_or(std::string(made_up));
    if (!is_sound(id)) {
      refuse(fmt::format("`{}` is no id such as {}", id, made_up));
      id = made_up;  // others are made of it
    }
    if (!ids_seen_.insert(id).second) refuse(fmt::format("the id {} is there twice", id));
    return id;
  }

  std::string word(std::size_t length) { return to_lower_ascii(ids_.base32(length)); }

  AccountId account(std::string_view text) {
    auto const parsed = AccountId::parse(text);
    if (!parsed.has_value()) refuse(fmt::format("`{}` is no account id of twelve digits", text));
    return parsed.value_or(AccountId());
  }

  void read_organization(json::object const& body) {
    auto& organization = stated_.organization;
    organization.id = id_of(body, "o-" + word(10), is_organization_id);
    if (auto const manager = text(body, "management_account")) organization.management_account = account(*manager);

    auto const features = text(body, "features").value_or(std::string(kAllFeatures));
    organization.has_all_features = features == kAllFeatures;
    if (features != kAllFeatures && features != kBillingOnly) {
      refuse(fmt::format("`features` is {} or {}", kAllFeatures, kBillingOnly));
    }
    if (auto const services = texts(body, "trusted_services")) {
      organization.trusts_iam = !services->empty();
      if (std::ranges::any_of(*services, [](auto const& service) { return service != kIam; })) {
        refuse(fmt::format("of `trusted_services` only {} is known here", kIam));
      }
    }
    for (auto const& feature : texts(body, "root_features").value_or(std::vector<std::string>())) {
      if (feature == kRootCredentials) {
        organization.manages_root_credentials = true;
      } else if (feature == kRootSessions) {
        organization.allows_root_sessions = true;
      } else {
        refuse(fmt::format("`root_features` are {} and {}", kRootCredentials, kRootSessions));
      }
    }
  }

  void read_policies(json::object const& body, OrganizationPolicyKind const& kind) {
    add_policy(kind, std::string(kind.full_access_id), std::string(kind.full_access),
               std::string(kind.full_access_document));
    auto const* policies = body.if_contains(kind.member);
    if (policies == nullptr) return;
    if (!policies->is_object()) return refuse(fmt::format("`{}` is an object of documents by name", kind.member));
    if (policies->as_object().size() > kPoliciesMax) {
      return refuse(fmt::format("`{}` has more than {} policies", kind.member, kPoliciesMax));
    }
    for (auto const& member : policies->as_object()) read_policy(kind, std::string(member.key()), member.value());
  }

  // A policy is its document, or an object of `document` and `id`. A document is an object, or text to be kept as it
  // is.
  void read_policy(OrganizationPolicyKind const& kind, std::string name, json::value const& stated) {
    if (name == kind.full_access) return;  // GET shows AWS's own; it does not change
    if (name.empty() || count_code_points(name) > kNameLengthMax) {
      return refuse(fmt::format("the name of a policy has 1 to {} characters", kNameLengthMax));
    }
    json::object identity;
    auto const* document = &stated;
    if (auto const* object = stated.if_object(); object != nullptr && object->contains("document")) {
      expect_members(fmt::format("policy {}", name), *object, {"id", "document"});
      document = &object->at("document");
      identity = *object;
    }
    auto written = document->is_string() ? std::string(document->as_string()) : json::serialize(*document);
    if (count_code_points(written) > kDocumentLengthMax) {
      return refuse(fmt::format("policy {} is longer than {} characters", name, kDocumentLengthMax));
    }
    if (auto const fault = kind.fault(written)) return refuse(fmt::format("policy {} {}", name, *fault));
    add_policy(kind, id_of(identity, "p-" + word(8), is_policy_id), std::move(name), std::move(written));
  }

  void add_policy(OrganizationPolicyKind const& kind, std::string id, std::string name, std::string document) {
    ids_seen_.insert(id);
    policy_places_.emplace(std::pair(kind.kind, name), stated_.policies.size());
    stated_.policies.push_back(
        {.kind = kind.kind, .policy = {.id = std::move(id), .name = std::move(name), .document = std::move(document)}});
  }

  void read_tree(json::object const& body) {
    static json::object const nothing;
    auto const* root = body.if_contains("root");
    if (root != nullptr && !root->is_object()) return refuse("`root` is an object");
    auto const& level = root == nullptr ? nothing : root->as_object();
    expect_members("the root", level, {"id", "scps", "rcps", "accounts", "units"});
    stated_.targets.push_back({.id = id_of(level, "r-" + word(4), is_root_id), .policies = attached(level)});
    read_below(level, 0, 0);
    auto const manager = stated_.organization.management_account;
    if (find_account(manager) == nullptr) {
      stated_.targets.push_back({.parent = 0, .id = manager.text(), .account = manager, .policies = attached(nothing)});
    }
  }

  // Recursion ends at AWS's limit on units in units.
  void read_below(json::object const& level, std::size_t place, std::size_t depth) {
    for (auto const& each : list_of(level, "accounts")) read_account(each, place);
    auto const units = list_of(level, "units");
    if (!units.empty() && depth == kUnitDepthMax) {
      return refuse(fmt::format("units are nested deeper than {}", kUnitDepthMax));
    }
    for (auto const& each : units) {
      auto const* unit = each.if_object();
      if (unit == nullptr) return refuse("a unit is an object");
      if (++units_ > kUnitsMax) return refuse(fmt::format("there are more than {} units", kUnitsMax));
      expect_members("a unit", *unit, {"id", "name", "scps", "rcps", "accounts", "units"});
      auto const made_up = fmt::format("ou-{}-{}", stated_.targets.front().id.substr(2), word(8));
      auto id = id_of(*unit, made_up, is_unit_id);
      auto name = text(*unit, "name").value_or(id);
      if (name.empty() || count_code_points(name) > kNameLengthMax) {
        return refuse(fmt::format("the name of a unit has 1 to {} characters", kNameLengthMax));
      }
      auto const below = stated_.targets.size();
      stated_.targets.push_back(
          {.parent = place, .id = std::move(id), .name = std::move(name), .policies = attached(*unit)});
      read_below(*unit, below, depth + 1);
    }
  }

  std::span<json::value const> list_of(json::object const& level, std::string_view name) {
    auto const* value = level.if_contains(name);
    if (value == nullptr) return {};
    if (auto const* list = value->if_array()) return {list->data(), list->size()};
    refuse(fmt::format("`{}` is a list", name));
    return {};
  }

  // An account is its id, or an object with that and its policies.
  void read_account(json::value const& stated, std::size_t parent) {
    json::object level;
    if (auto const* object = stated.if_object()) {
      level = *object;
    } else {
      level["id"] = stated;
    }
    expect_members("an account", level, {"id", "scps", "rcps"});
    auto const id = account(text(level, "id").value_or(""));
    if (!accounts_.insert(id).second) return refuse(fmt::format("account {} is there twice", id.text()));
    if (accounts_.size() > kAccountsMax) return refuse(fmt::format("there are more than {} accounts", kAccountsMax));
    stated_.targets.push_back({.parent = parent, .id = id.text(), .account = id, .policies = attached(level)});
  }

  // Without a list AWS's full access is attached, and the one for resources always: on AWS it cannot be detached.
  std::vector<std::size_t> attached(json::object const& level) {
    std::vector<std::size_t> places;
    for (auto const& kind : kOrganizationPolicyKinds) {
      auto names = texts(level, kind.member).value_or(std::vector{std::string(kind.full_access)});
      bool const is_service = kind.kind == ControlPolicyKind::kService;
      if (!is_service && std::ranges::find(names, kind.full_access) == names.end()) {
        names.insert(names.begin(), std::string(kind.full_access));
      }
      if (names.empty()) refuse("every level needs a service control policy: `scps` is not empty");
      if (names.size() > kAttachedMax) refuse(fmt::format("`{}` names more than {}", kind.member, kAttachedMax));
      for (auto const& name : names) {
        auto const place = policy_places_.find({kind.kind, name});
        if (place == policy_places_.end()) {
          refuse(fmt::format("there is no policy {} among the `{}`", name, kind.member));
        } else if (std::ranges::find(places, place->second) != places.end()) {
          refuse(fmt::format("policy {} is attached twice to one target", name));
        } else {
          places.push_back(place->second);
        }
      }
    }
    return places;
  }

  std::optional<std::size_t> policy_place(OrganizationPolicyKind const& kind, std::string_view name) const {
    auto const found = std::ranges::find_if(
        stated_.policies, [&](auto const& each) { return each.kind == kind.kind && each.policy.name == name; });
    if (found == stated_.policies.end()) return std::nullopt;
    return static_cast<std::size_t>(found - stated_.policies.begin());
  }

  store::OrganizationStatement::Target* find_account(AccountId id) {
    auto const found = std::ranges::find(stated_.targets, id, &store::OrganizationStatement::Target::account);
    return found == stated_.targets.end() ? nullptr : &*found;
  }

  // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_delegated_admin.html: a member account.
  void read_administrators(json::object const& body) {
    for (auto const& each : texts(body, "delegated_administrators").value_or(std::vector<std::string>())) {
      auto const id = account(each);
      auto* target = find_account(id);
      if (target == nullptr || id == stated_.organization.management_account) {
        return refuse(fmt::format("a delegated administrator is a member account, {} is none", each));
      }
      target->is_delegated_administrator = true;
    }
  }

  IdSource& ids_;
  store::OrganizationStatement stated_;
  std::set<std::string> ids_seen_;
  std::map<std::pair<ControlPolicyKind, std::string>, std::size_t> policy_places_;
  std::set<AccountId> accounts_;
  std::size_t units_ = 0;
};

}  // namespace

tl::expected<store::OrganizationStatement, std::string> read_organization(std::string_view text, AccountId manager,
                                                                          IdSource& ids) {
  auto const body = parse_strict_object(text);
  if (!body.has_value())
    return tl::unexpected(wrong_body("send the organization as an object; {} is the smallest", text));
  return OrganizationReader(manager, ids).read(*body);
}

}  // namespace iam::gateway
