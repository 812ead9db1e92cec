// Why a text is no document, in more words than AWS has for it.
#pragma once

#include "iam/policy/document.h"

#include <string>

namespace iam::lint {

std::string described(policy::ParseError const& error);

}  // namespace iam::lint
