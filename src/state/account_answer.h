// What is particular to an answer of GetAccountAuthorizationDetails, which otherwise is a state document:
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
#pragma once

#include "fields.h"
#include "iam/base/account.h"
#include "iam/state/node.h"

#include <optional>
#include <string>
#include <vector>

namespace iam::state {

bool is_account_answer(Node const& document);

// Whose it is. It says so in the ARNs of its entities only; nothing when it has none.
std::optional<AccountId> account_of_answer(Node const& document);

// One page of several is not the account.
void refuse_half(Node const& document, Mistakes& mistakes);

// Sentences about what the account has, or may have, and the answer leaves out.
void note_what_it_does_not_say(Node const& document, std::vector<std::string>& notes);

}  // namespace iam::state
