// What src/tools/console_files.cc writes, beside files().
#pragma once

#include "iam/catalogue/packed_texts.h"

#include <span>

namespace iam::console {

std::span<catalogue::PackedBlock const> blocks();

}  // namespace iam::console
