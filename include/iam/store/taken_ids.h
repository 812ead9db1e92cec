// Whether something that is stored has an identifier already.
#pragma once

#include "iam/store/session.h"

#include <string_view>

namespace iam::store {

// Of unique ids, access key ids, the ids of other credentials and of jobs: whatever this server makes up and takes for
// unique.
bool is_taken(Session& session, std::string_view id);

}  // namespace iam::store
