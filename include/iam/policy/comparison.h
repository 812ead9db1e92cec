// Whether two policies say the same, however they are written.
#pragma once

#include <string_view>

namespace iam::policy {

// One value is a list of one, lists have no order, and white space is none of it; statements have an order. A text that
// is no document is the same as itself only.
bool say_the_same(std::string_view left, std::string_view right);

}  // namespace iam::policy
