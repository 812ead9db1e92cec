// The policies that AWS manages, which every account can attach.
#pragma once

#include <span>
#include <string_view>

namespace iam::service {

// Path and name of each, as in "/job-function/ViewOnlyAccess", in byte order. Generated from schema/data.
std::span<std::string_view const> aws_managed_policies();

}  // namespace iam::service
