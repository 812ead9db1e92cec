// The operations of Huawei Cloud's IAM v5 as data, and how a request finds its own. A family is a file: a table of its
// operations and their handlers.
// https://support.huaweicloud.com/intl/en-us/api-iam5/
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/call/operation.h"
#include "json.h"
#include "parameters.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace iam::gateway::huawei {

struct Operation {
  std::string_view name;  // as Huawei's SDKs call it: "ShowUserV5"
  std::string_view method;
  std::string_view path;    // "/v5/users/{user_id}"
  std::string_view action;  // what a policy must allow: "iam:users:getUserV5"; empty: it needs no permission
  service::Access access;
  int status;  // of success
  std::span<Member const> members;
  // The body of success; null: there is none.
  Result<json::value> (*handler)(service::Call& call, Parameters const& in);
};

std::span<Operation const> user_operations();
std::span<Operation const> tag_operations();
std::span<Operation const> access_key_operations();
std::span<Operation const> login_profile_operations();
std::span<Operation const> group_operations();
std::span<Operation const> policy_operations();
std::span<Operation const> attachment_operations();
std::span<Operation const> account_operations();
std::span<Operation const> setting_operations();

// All of the above.
std::span<std::span<Operation const> const> operation_families();

// An operation with the values of its path.
struct Route {
  Operation const* operation;
  std::vector<PathValue> path;
};

// Nothing when no operation has this method and path.
std::optional<Route> find_route(std::string_view method, std::string_view path);

// Members that several operations have.
inline constexpr Member kLimit{"limit", Place::kQuery, Presence::kOptional, &rules::kLimit};
inline constexpr Member kMarker{"marker", Place::kQuery, Presence::kOptional, &rules::kMarker};
inline constexpr Member kPageMembers[] = {kLimit, kMarker};

}  // namespace iam::gateway::huawei
