#include "iam/catalogue/service_linked_roles.h"

#include "iam/base/text.h"

#include <algorithm>
#include <iterator>

namespace iam::catalogue {
namespace {

// Of 71 services that were asked, these took a suffix.
constexpr std::string_view kSuffixed[] = {"autoscaling.amazonaws.com", "connect.amazonaws.com", "lexv2.amazonaws.com"};

std::string_view unquoted(std::string_view field) {
  bool const quoted = field.size() >= 2 && field.front() == '"';
  return quoted ? field.substr(1, field.size() - 2) : field;
}

}  // namespace

std::optional<ServiceLinkedTemplate> find_service_linked_template(std::string_view service) {
  for (auto rows : service_linked_tables()) {
    take_until(rows, '\n');  // the names of the columns
    while (!rows.empty()) {
      auto row = take_until(rows, '\n');
      if (take_until(row, ',') != service) continue;
      ServiceLinkedTemplate found;
      found.role_name = take_until(row, ',');
      found.policy_name = take_until(row, ',');
      found.description = unquoted(row);
      found.takes_suffix = std::ranges::find(kSuffixed, service) != std::end(kSuffixed);
      return found;
    }
  }
  return std::nullopt;
}

std::string service_linked_role_name(ServiceLinkedTemplate const& made_from, std::optional<std::string> const& suffix) {
  auto name = std::string("AWSServiceRoleFor").append(made_from.role_name);
  if (suffix) name.append("_").append(*suffix);
  return name;
}

}  // namespace iam::catalogue
