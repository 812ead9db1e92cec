// What AWS makes service-linked roles from: which role and which policy belong to a service.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace iam::catalogue {

// Paths below this one are for roles that belong to an AWS service, and only for those.
inline constexpr std::string_view kServiceLinkedPath = "/aws-service-role/";

// Whether a role of that path belongs to an AWS service.
constexpr bool is_service_linked(std::string_view path) { return path.starts_with(kServiceLinkedPath); }

struct ServiceLinkedTemplate {
  std::string_view role_name;  // a custom suffix follows it
  std::string_view policy_name;
  std::string_view description;  // empty where the service sets none
  bool takes_suffix = false;
};

// The template of a service principal such as `autoscaling.amazonaws.com`; nothing when AWS has none.
std::optional<ServiceLinkedTemplate> find_service_linked_template(std::string_view service);

// What AWS calls the role.
std::string service_linked_role_name(ServiceLinkedTemplate const& made_from, std::optional<std::string> const& suffix);

// The tables behind it, embedded by the build: service-linked-roles.csv in schema/data was recorded on AWS,
// service-linked-roles-documented.csv gathered from AWS's documentation, which its last column names. Rows without a
// source are from public listings of accounts.
std::span<std::string_view const> service_linked_tables();

}  // namespace iam::catalogue
