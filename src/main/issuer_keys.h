// The keys of OpenID Connect issuers that a start of the program decides on.
#pragma once

#include "iam/store/store.h"

#include <string>

namespace iam::program {

// Puts what the file says in place of what the store knew from an earlier start; an empty path stands for a file that
// says nothing. Throws UsageError with what is wrong with the file.
void load_issuer_keys(std::string const& path, store::Store& store);

// For a start without the identity provider for tests: what an earlier one signed is not believed any more.
void forget_test_issuer(store::Store& store);

}  // namespace iam::program
