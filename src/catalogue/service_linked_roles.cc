#include "iam/catalogue/service_linked_roles.h"

#include "iam/base/text.h"

#include <algorithm>
#include <iterator>

namespace iam::catalogue {
namespace {

// Of 71 services that were asked, the first three took a suffix. The roles of the others are documented with one.
constexpr std::string_view kSuffixed[] = {"autoscaling.amazonaws.com",
                                          "connect.amazonaws.com",
                                          "lexv2.amazonaws.com",
                                          "connect-campaigns.amazonaws.com",
                                          "monitron.amazonaws.com",
                                          "outposts.amazonaws.com",
                                          "profile.amazonaws.com",
                                          "replication.lexv2.amazonaws.com",
                                          "s3.data-source.lustre.fsx.amazonaws.com",
                                          "scraper.aps.amazonaws.com",
                                          "synchronization.connect.amazonaws.com"};

// The row's next field. A quoted one may have commas.
std::string_view take_field(std::string_view& row) {
  if (!row.starts_with('"')) return take_until(row, ',');
  row.remove_prefix(1);
  auto const field = take_until(row, '"');
  take_until(row, ',');
  return field;
}

}  // namespace

std::optional<ServiceLinkedTemplate> find_service_linked_template(std::string_view service) {
  for (auto rows : service_linked_tables()) {
    take_until(rows, '\n');  // the names of the columns
    while (!rows.empty()) {
      auto row = take_until(rows, '\n');
      if (take_field(row) != service) continue;
      ServiceLinkedTemplate found;
      found.role_name = take_field(row);
      found.policy_name = take_field(row);
      found.description = take_field(row);
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
