// Lower case beyond ASCII, as the values of conditions need it.
#pragma once

#include <string_view>

namespace iam::policy {

// Whether two texts have the same lower case. AWS was seen to lower as Java does, which is no folding: the Kelvin sign
// is k and the capital sharp s is a small one, but a long s is no s. A capital sigma at the end of a word becomes the
// final one, a capital I with a dot two characters; what lies outside the basic plane stays as it is.
// https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/lang/String.html#toLowerCase()
bool equal_in_lower_case(std::string_view left, std::string_view right);

}  // namespace iam::policy
