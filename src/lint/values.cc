// The values of a condition: those that no request has, and those that change nothing.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
#include "condition_check.h"
#include "globs.h"
#include "iam/base/text.h"
#include "iam/policy/address.h"
#include "iam/policy/conditions.h"
#include "regions.h"
#include "rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

namespace iam::lint {
namespace {

// RFC 1918 and RFC 4193. What comes from the internet has none of them.
constexpr std::string_view kPrivateRanges[] = {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"};

bool is_private(policy::AddressRange const& range) {
  return std::ranges::any_of(kPrivateRanges, [&](std::string_view text) {
    auto const whole = policy::parse_address_range(text);
    return whole->address.family == range.address.family && range.prefix_bits >= whole->prefix_bits &&
           policy::contains(*whole, range.address);
  });
}

bool has_host_bits(policy::AddressRange const& range) {
  int const bits = range.address.family == policy::Address::Family::kIpv4 ? 32 : 128;
  for (int bit = range.prefix_bits; bit < bits; ++bit) {
    if ((range.address.bytes[static_cast<std::size_t>(bit) / 8] & (0x80 >> (bit % 8))) != 0) return true;
  }
  return false;
}

bool has_open_end(std::string_view value) { return has_wildcard(value) || value.find('$') != std::string_view::npos; }

// "vpc-" and 8 digits of old ones, 17 of new ones.
bool is_id(std::string_view value, std::string_view prefix) {
  if (!value.starts_with(prefix)) return false;
  value.remove_prefix(prefix.size());
  return (value.size() == 8 || value.size() == 17) && std::ranges::all_of(value, is_alphanumeric);
}

bool is_vpc(std::string_view value) { return is_id(value, "vpc-"); }
bool is_vpc_endpoint(std::string_view value) { return is_id(value, "vpce-"); }

// Every partition has a domain; all of them are under amazonaws, but for the isolated ones.
bool is_service_principal(std::string_view value) {
  auto const dot = value.find('.');
  return dot != std::string_view::npos && dot != 0 &&
         (value.find(".amazonaws.") != std::string_view::npos || value.ends_with(".amazon.com") ||
          value.ends_with(".aws.internal") || value.ends_with(".gov") || value.ends_with(".aws.dev"));
}

// Keys whose values have a form.
struct Form {
  std::string_view key;
  Rule const& rule;
  bool (*has)(std::string_view value);
  std::string_view name;
};

constexpr Form kForms[] = {
    {"aws:RequestedRegion", rules::kUnknownRegion, is_region, "Region"},
    {"ec2:Region", rules::kUnknownRegion, is_region, "Region"},
    {"aws:SourceVpc", rules::kNoVpc, is_vpc, "VPC"},
    {"aws:SourceVpce", rules::kNoVpcEndpoint, is_vpc_endpoint, "VPC endpoint"},
    {"aws:CalledVia", rules::kNoServicePrincipal, is_service_principal, "service principal"},
    {"aws:CalledViaFirst", rules::kNoServicePrincipal, is_service_principal, "service principal"},
    {"aws:CalledViaLast", rules::kNoServicePrincipal, is_service_principal, "service principal"},
    {"aws:PrincipalServiceName", rules::kNoServicePrincipal, is_service_principal, "service principal"},
    {"iam:AWSServiceName", rules::kNoServicePrincipal, is_service_principal, "service principal"},
    {"iam:PassedToService", rules::kNoServicePrincipal, is_service_principal, "service principal"},
    {"kms:ViaService", rules::kNoServicePrincipal, is_service_principal, "service principal"},
};

class ValueCheck : private ConditionCheck {
 public:
  using ConditionCheck::ConditionCheck;

  void run() {
    if (condition_.values.empty()) return check_emptiness();
    check_number();
    if (operator_.comparison.starts_with("String")) check_form();
    if (operator_.comparison.ends_with("IpAddress")) check_addresses();
  }

 private:
  void check_emptiness() {
    if (operator_.qualifier == policy::SetQualifier::kForAllValues) {
      tell(rules::kEmptyForAll, fmt::format("{} without values holds for requests without '{}': say so with Null",
                                            condition_.op, condition_.key));
    } else if (operator_.qualifier == policy::SetQualifier::kForAnyValue) {
      tell(rules::kEmptyForAny, fmt::format("{} without values never holds", condition_.op));
    } else if (operator_.if_exists) {
      tell(rules::kEmptyIfExists, fmt::format("{} without values holds for requests without '{}': say so with Null",
                                              condition_.op, condition_.key));
    } else {
      tell(rules::kEmptyCondition, fmt::format("'{}' has no values to compare", condition_.key));
    }
  }

  void check_number() {
    if (condition_.values.size() < 2) return;
    auto const comparison = operator_.comparison;
    if (comparison == "Bool" && operator_.qualifier == policy::SetQualifier::kNone) {
      tell(rules::kSeveralBooleans, fmt::format("'{}' is compared with several truth values", condition_.key));
    }
    bool const is_bound = comparison.starts_with("Numeric") && comparison.find("Than") != std::string_view::npos;
    if (is_bound) {
      tell(rules::kNeedlessValue,
           fmt::format("of several values {} needs the {} only", condition_.op,
                       comparison.find("Less") != std::string_view::npos ? "greatest" : "least"));
    }
  }

  void check_form() {
    auto const* const form = std::ranges::find_if(
        kForms, [&](Form const& known) { return equals_ignoring_case(known.key, condition_.key); });
    if (form == std::end(kForms)) return;
    for (auto const& value : condition_.values) {
      if (has_open_end(value) || form->has(value)) continue;
      tell(form->rule, fmt::format("'{}' is no {}", value, form->name));
    }
  }

  void check_addresses() {
    std::size_t private_count = 0;
    for (auto const& value : condition_.values) {
      auto const range = policy::parse_address_range(value);
      if (!range.has_value()) continue;
      if (is_private(*range)) ++private_count;
      if (has_host_bits(*range)) {
        tell(rules::kHostBits, fmt::format("'{}' has bits behind its mask, which do not count", value));
      }
    }
    if (private_count > 0 && equals_ignoring_case(condition_.key, "aws:SourceIp")) tell_private(private_count);
  }

  void tell_private(std::size_t count) {
    bool const is_not = operator_.comparison.starts_with("Not");
    bool const is_all = count == condition_.values.size();
    auto const& all = is_not ? rules::kPrivateNotAddress : rules::kPrivateAddress;
    auto const& some = is_not ? rules::kPrivateNotAddresses : rules::kPrivateAddresses;
    tell(is_all ? all : some, "aws:SourceIp is a public address: private ones are those of aws:VpcSourceIp");
  }
};

}  // namespace

void check_values(Subject const& subject, Examined const& examined, policy::Condition const& condition,
                  Findings& findings) {
  auto const op = policy::parse_operator(condition.op);
  if (op.has_value()) ValueCheck(subject, examined, condition, *op, findings).run();
}

}  // namespace iam::lint
