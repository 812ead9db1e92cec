// What the generated table of AWS-managed policies holds. src/tools/managed_policies.cc says what is in the texts.
#pragma once

#include "iam/catalogue/packed_texts.h"

#include <span>

namespace iam::catalogue {

std::span<PackedBlock const> aws_managed_index();
PackedPlace aws_managed_index_place();
std::span<PackedBlock const> aws_managed_texts();

}  // namespace iam::catalogue
