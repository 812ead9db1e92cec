// Where the sentence of a denial sends whoever wants to know more.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied-authorization-id.html
#pragma once

#include "iam/call/origin.h"

#include <string>
#include <string_view>

namespace iam::service {

enum class DenialLinks {
  kOff,    // nowhere, as AWS did until September 2026
  kAws,    // to AWS's console, word for word
  kLocal,  // to this server, under the name by which the client reaches it
};

// What stands behind the sentence. Empty when there is no link.
std::string denial_link(DenialLinks links, Origin const& origin, std::string_view authorization_id);

}  // namespace iam::service
