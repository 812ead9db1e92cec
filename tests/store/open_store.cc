#include "scratch.h"

namespace iam::store {

std::unique_ptr<Store> open_store() { return Store::open({}); }

}  // namespace iam::store
