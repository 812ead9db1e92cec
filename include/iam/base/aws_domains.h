// The domains that AWS's endpoints and services have their names in, from the SDKs' partitions.json.
#pragma once

#include "iam/base/arn.h"

#include <cstddef>
#include <iterator>
#include <string_view>

namespace iam {

struct AwsDomains {
  std::string_view services;    // "amazonaws.com", as in iam.amazonaws.com and ec2.amazonaws.com
  std::string_view dual_stack;  // of the endpoints that have addresses of both kinds: "api.aws"
};

// In the order of the enumeration of partitions.
inline constexpr AwsDomains kAwsDomains[] = {
    {"amazonaws.com", "api.aws"},
    {"amazonaws.com.cn", "api.amazonwebservices.com.cn"},
    {"amazonaws.com", "api.aws"},
    {"c2s.ic.gov", "api.aws.ic.gov"},
    {"sc2s.sgov.gov", "api.aws.scloud"},
    {"cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"},
    {"csp.hci.ic.gov", "api.aws.hci.ic.gov"},
    {"amazonaws.eu", "api.amazonwebservices.eu"},
};
static_assert(std::size(kAwsDomains) == std::size(kPartitions));

constexpr AwsDomains const& domains_of(Partition partition) { return kAwsDomains[static_cast<std::size_t>(partition)]; }

}  // namespace iam
