// Requests byte for byte as the AWS SDK for JavaScript sends them, made before the clock runs.
#pragma once

#include "iam/base/time.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::bench {

// The next request to send; valid until the next call.
using RequestSource = std::function<std::string_view()>;

// Who signs; the bootstrap root when nobody else is named.
struct Credentials {
  std::string access_key_id = "test";
  std::string secret = "test";
};

// `form` follows the action: "&UserName=…", or nothing.
std::string sdk_request(std::string_view action, std::string_view form, Time signed_at = {},
                        Credentials const& credentials = {});

// Users have numbers; their names are spread over the index as names that people give are.
std::string get_user_request(std::uint64_t number);
std::string create_user_request(std::uint64_t number, Time signed_at);
// For each user below `count`, with a signature that holds.
std::vector<std::string> get_user_requests(std::uint64_t count, Time signed_at, Credentials const& credentials = {});

// For each role below `count`: may it read an object that its inline policy is about?
std::vector<std::string> authorize_requests(std::uint64_t count);

// Creates the users from `next` on, which counts along.
RequestSource creating_users(std::uint64_t& next);
// Gets users below `count`, in no order.
RequestSource getting_users(std::uint64_t count);
// Creates the role `next`, which counts along, attaches a policy to one, puts a policy into one and gets one: in turns.
// With many connections the later steps must not overtake the earlier ones, and so are about roles that are each `lag`
// older than the one before. REQUIRES: three times as many there are.
RequestSource making_roles(std::uint64_t& next, std::uint64_t lag);
inline constexpr std::uint64_t kRequestsPerRole = 4;
// The same requests with a query, which has the server make each answer anew. REQUIRES: nobody looks at signatures.
RequestSource made_anew(RequestSource source);
// Any of `requests`, in no order.
RequestSource any_of(std::vector<std::string> requests);

}  // namespace iam::bench
