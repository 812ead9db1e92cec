// Whether a database has the schema that this program gave it, and nothing else.
#pragma once

#include "schema.h"

#include <optional>
#include <string>

namespace iam::store {

class SqliteConnection;

// What stands in the schema of `connection` and is not in `known`, what is missing of it, or what is other than it
// should be: a sentence about "it", the database. Nothing when they are the same, but for white space and needless
// quotes, which migrations leave. Statistics, which a person's ANALYZE leaves behind, are not looked at. Runs nothing
// of the schema. Throws StoreError.
std::optional<std::string> schema_fault(SqliteConnection& connection, Schema const& known);

}  // namespace iam::store
