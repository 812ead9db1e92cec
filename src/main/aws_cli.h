// What the AWS CLI on this machine is asked.
#pragma once

#include <string>

namespace iam::program {

// The answer of `aws iam get-account-authorization-details` for the profile: all of its pages. What it says on stderr
// goes to ours. Throws std::runtime_error when it cannot be run, fails, or answers more than a state document may have.
std::string account_details_of_profile(std::string const& profile);

}  // namespace iam::program
