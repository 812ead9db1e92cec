// What a transaction is for.
#pragma once

namespace iam::store {

enum class Access { kRead, kWrite };

}  // namespace iam::store
