// The tables that hold what is stored, and whose their rows are. Work over all of them asks the schema, so that a new
// table is never left out.
#pragma once

#include "iam/store/session.h"

#include <cstddef>
#include <string>
#include <vector>

namespace iam::store {

// Names are quoted.
struct Table {
  std::string name;
  std::vector<std::string> columns;  // those of the primary key first
  std::size_t key_size = 0;
  bool has_account = false;
  bool refers_to_itself = false;  // a row to one that was there before it, and so has a lower key
  // Under which a row is that of account ?1; empty: the table's rows are no account's.
  std::string is_of_account;
};

// Those that others refer to come first. Without what the server itself is made of: its keys, which others may have in
// memory, and what it read from a file when it started.
std::vector<Table> tables(Session& session);

}  // namespace iam::store
