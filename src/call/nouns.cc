#include "iam/call/nouns.h"

#include "iam/base/arn.h"
#include "iam/base/text.h"
#include "iam/store/groups.h"
#include "iam/store/instance_profiles.h"
#include "iam/store/mfa_devices.h"
#include "iam/store/oidc_providers.h"
#include "iam/store/policies.h"
#include "iam/store/roles.h"
#include "iam/store/saml_providers.h"
#include "iam/store/server_certificates.h"
#include "iam/store/users.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace iam::service {
namespace {

template <class Repository>
std::optional<StoredEntity> find_named(Call& call, std::string_view path_and_name) {
  auto entity = Repository(call.store).find(call.account(), after_last(path_and_name, '/'));
  if (!entity.has_value()) return std::nullopt;
  StoredEntity stored{entity->id, std::move(entity->path), std::move(entity->name)};
  if constexpr (requires { entity->permissions_boundary; }) stored.boundary = std::move(entity->permissions_boundary);
  return stored;
}

// Nouns without paths. What follows the kind in their ARNs is one name, though it may have slashes.
template <class Repository, auto name>
std::optional<StoredEntity> find_whole(Call& call, std::string_view whole_name) {
  auto entity = Repository(call.store).find(call.account(), whole_name);
  if (!entity.has_value()) return std::nullopt;
  return StoredEntity{entity->id, std::string(kRootPath), std::move((*entity).*name)};
}

constexpr auto kPathIgnored = Noun::PathInArn::kIgnored;
constexpr auto kPathCompared = Noun::PathInArn::kCompared;
constexpr auto kCaseIgnored = store::KeyCase::kIgnored;
constexpr auto kCaseCompared = store::KeyCase::kDistinguished;

// The words of denials are those that incident reports quote; for providers and devices they quote ARNs.
constexpr Noun kNouns[] = {
    {"user", "user ", kPathIgnored, kCaseIgnored, find_named<store::Users>},
    {"group", "group ", kPathIgnored, kCaseIgnored, find_named<store::Groups>},
    {"role", "role ", kPathIgnored, kCaseIgnored, find_named<store::Roles>},
    {"policy", "policy ", kPathCompared, kCaseCompared, find_named<store::Policies>},
    {"instance-profile", "instance profile ", kPathCompared, kCaseIgnored, find_named<store::InstanceProfiles>},
    {"server-certificate", "server certificate ", kPathCompared, kCaseIgnored, find_named<store::ServerCertificates>},
    {"mfa", "", kPathCompared, kCaseIgnored, find_whole<store::MfaDevices, &store::MfaDevice::resource>},
    {"oidc-provider", "", kPathCompared, kCaseIgnored, find_whole<store::OidcProviders, &store::OidcProvider::url>},
    {"saml-provider", "", kPathCompared, kCaseIgnored, find_whole<store::SamlProviders, &store::SamlProvider::name>},
};

}  // namespace

Noun const* find_noun(std::string_view kind) {
  auto const* found = std::ranges::find(kNouns, kind, &Noun::kind);
  return found == std::end(kNouns) ? nullptr : found;
}

Noun const& noun_of(std::string_view kind) {
  if (auto const* noun = find_noun(kind)) return *noun;
  throw std::logic_error("no noun is of kind " + std::string(kind));
}

std::vector<store::Tag> stored_tags(Call& call, std::string_view kind, store::EntityId entity) {
  return store::Tags(call.store, noun_of(kind).tag_case).all(entity);
}

}  // namespace iam::service
