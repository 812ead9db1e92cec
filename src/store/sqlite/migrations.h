// Bringing a database up to the schema this program knows.
#pragma once

#include "schema.h"

#include <cstdint>
#include <functional>

namespace iam::store {

class SqliteConnection;

// Applies what a database of `version` lacks of `schema`, in one transaction that also marks it as ours and ends with
// `check`, unless that throws. Does nothing when nothing is lacking. REQUIRES: foreign keys are not enforced, since a
// migration may rebuild a table others refer to. Throws StoreError, or what `check` throws; the database is then as it
// was.
void migrate(SqliteConnection& connection, Schema const& schema, std::int64_t version,
             std::function<void()> const& check = nullptr);

}  // namespace iam::store
