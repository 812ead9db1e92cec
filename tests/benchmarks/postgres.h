// ./dev bench --postgres: servers whose state is in PostgreSQL, beside one that has it in a file.
#pragma once

#include "measure.h"

#include <filesystem>

namespace iam::bench {

struct Programs {
  std::filesystem::path sqlite;
  std::filesystem::path postgres;
};

// Prints loads, what they are beside the file's, and the statements that calls are made of. Asserts nothing. `scratch`
// is a folder for the files, on the disk of the database.
// REQUIRES: tests/postgres/with_server --durable runs this.
void measure_postgres(Programs const& programs, Effort const& effort, std::filesystem::path const& scratch);

}  // namespace iam::bench
