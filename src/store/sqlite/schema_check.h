// Whether a database has the schema that this program gave it, and nothing else.
#pragma once

#include "sqlite/migrations.h"

#include <optional>
#include <string>

namespace iam::store {

class Connection;

// What stands in the schema of `connection` and was not put there by `applied`, what is missing of it, or what is other
// than it should be: a sentence about "it", the database. Nothing when they are the same. Statistics, which a person's
// ANALYZE leaves behind, are not looked at. Runs nothing of the schema. Throws StoreError.
std::optional<std::string> schema_fault(Connection& connection, Migrations applied);

}  // namespace iam::store
