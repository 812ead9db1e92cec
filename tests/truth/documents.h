// Policies drawn at random, of few words, so that they and the requests often meet.
#pragma once

#include "choices.h"

#include <string>
#include <vector>

namespace iam::truth {

std::string drawn_identity_policy(Choices& choices);
// So short that its session has room for tags, too.
std::string drawn_session_policy(Choices& choices);
std::string drawn_service_control_policy(Choices& choices);
std::string drawn_resource_control_policy(Choices& choices);
// Trusts some of the principals, of which there is one at least.
std::string drawn_trust_policy(Choices& choices, std::vector<std::string> const& principals);

}  // namespace iam::truth
