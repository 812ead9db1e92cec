// What the generated table of services holds beside their names.
#pragma once

#include "iam/catalogue/packed_texts.h"

#include <span>

namespace iam::catalogue {

// Of each of services(), in their order: where in blocks() the rest of it is.
std::span<PackedPlace const> details();
std::span<PackedBlock const> blocks();

}  // namespace iam::catalogue
