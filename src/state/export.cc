#include "iam/state/export.h"

#include "export_forms.h"
#include "exporter.h"
#include "iam/call/nouns.h"
#include "iam/call/quotas.h"
#include "iam/store/account.h"
#include "iam/store/outbound_federation.h"
#include "iam/store/password_policies.h"
#include "iam/store/quotas.h"
#include "iam/store/tags.h"

#include <boost/json/serialize.hpp>
#include <boost/json/string_view.hpp>

#include <algorithm>
#include <utility>

namespace iam::state {
namespace {

constexpr std::size_t kIndent = 2;

void write_text(std::string_view text, std::string& out) {
  out += boost::json::serialize(boost::json::string_view(text.data(), text.size()));
}

void write(Node const& node, std::size_t depth, std::string& out) {
  bool const is_map = node.kind == Node::Kind::kMap;
  bool const is_list = node.kind == Node::Kind::kList;
  if (!is_map && !is_list) {
    out += to_json(node);
    return;
  }
  out += is_map ? '{' : '[';
  char const* separator = "\n";
  auto const begin_line = [&] { out.append(std::exchange(separator, ",\n")).append((depth + 1) * kIndent, ' '); };
  for (auto const& item : node.items) {
    begin_line();
    write(item, depth + 1, out);
  }
  for (auto const& [name, value] : node.members) {
    begin_line();
    write_text(name, out);
    out += ": ";
    write(value, depth + 1, out);
  }
  if (!node.items.empty() || !node.members.empty()) out.append("\n").append(depth * kIndent, ' ');
  out += is_map ? '}' : ']';
}

std::string to_json_form(Node const& exported, Partition) { return to_pretty_json(exported); }

constexpr ExportForm kForms[] = {{"json", "application/json", to_json_form},
                                 {"terraform", "text/plain; charset=utf-8", to_terraform},
                                 {"cloudformation", "application/json", to_cloudformation}};

}  // namespace

// In the order in which a plan makes it, with what is short at the top.
Node Exporter::account() {
  Object shown;
  shown.text("AccountId", account_.text());
  shown.text("AccountAlias", store::AccountAliases(session_).find(account_));
  add_quotas(shown);
  add_password_policy(shown);
  add_preferences(shown);
  shown.list("AccessKeys", access_keys(std::nullopt));
  shown.list("SigningCertificates", signing_certificates(std::nullopt));
  shown.list("Policies", policies());
  shown.list("OpenIDConnectProviders", oidc_providers());
  shown.list("SAMLProviders", saml_providers());
  shown.list("ServerCertificates", server_certificates());
  shown.list("Groups", groups());
  shown.list("Users", users());
  shown.list("Roles", roles());
  shown.list("InstanceProfiles", instance_profiles());
  shown.list("MFADevices", mfa_devices(std::nullopt));
  return shown.take();
}

void Exporter::add_quotas(Object& shown) {
  store::Quotas quotas(session_);
  Object set;
  for (auto const& quota : service::all_quotas()) set.number(quota.name, quotas.find(account_, quota.name));
  if (!set.empty()) shown.node("Quotas", set.take());
}

void Exporter::add_password_policy(Object& shown) {
  auto const policy = store::PasswordPolicies(session_).find(account_);
  if (!policy.has_value()) return;
  Object rules;
  rules.number("MinimumPasswordLength", policy->length_min)
      .boolean("RequireSymbols", policy->require_symbols)
      .boolean("RequireNumbers", policy->require_numbers)
      .boolean("RequireUppercaseCharacters", policy->require_uppercase)
      .boolean("RequireLowercaseCharacters", policy->require_lowercase)
      .boolean("AllowUsersToChangePassword", policy->users_may_change)
      .number("MaxPasswordAge", policy->age_days_max)
      .number("PasswordReusePrevention", policy->reuse_prevention);
  if (policy->hard_expiry.has_value()) rules.boolean("HardExpiry", *policy->hard_expiry);
  shown.node("PasswordPolicy", rules.take());
}

void Exporter::add_preferences(Object& shown) {
  if (auto const version = store::AccountPreferences(session_).global_endpoint_token_version(account_)) {
    shown.text("GlobalEndpointTokenVersion", *version == 1 ? "v1Token" : "v2Token");
  }
  Object properties;
  for (auto& [name, value] : store::AccountProperties(session_).all(account_)) properties.text(name, value);
  if (!properties.empty()) shown.node("AccountProperties", properties.take());
  if (auto const issuer = store::OutboundFederation(session_).find(account_)) {
    Object federation;
    federation.text("Issuer", issuer->issuer).boolean("Enabled", issuer->is_enabled);
    shown.node("OutboundWebIdentityFederation", federation.take());
  }
}

// A list, since an object could not tell keys apart that differ in nothing but their case.
std::vector<Node> Exporter::tags(std::string_view kind, store::EntityId entity) {
  std::vector<Node> shown;
  for (auto& tag : store::Tags(session_, service::noun_of(kind).tag_case).all(entity)) {
    Object each;
    each.text("Key", std::move(tag.key)).text("Value", std::move(tag.value));
    shown.push_back(each.take());
  }
  return shown;
}

Node export_account(AccountId account, Partition partition, store::Session& session) {
  return Exporter(account, partition, session).account();
}

std::span<ExportForm const> export_forms() { return kForms; }

ExportForm const* find_export_form(std::string_view name) {
  auto const found = std::ranges::find(kForms, name, &ExportForm::name);
  return found == std::end(kForms) ? nullptr : found;
}

std::string to_pretty_json(Node const& node) {
  std::string out;
  write(node, 0, out);
  out += '\n';
  return out;
}

}  // namespace iam::state
