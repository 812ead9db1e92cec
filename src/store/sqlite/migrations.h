// Bringing a database up to the schema this program knows.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace iam::store {

class Connection;

// Scripts in the order of their numbers. The version of a database is how many were applied to it.
using Migrations = std::span<std::string_view const>;

// The baseline, of the files of schema/db/, and what schema/db/migrations/ adds; embedded by the build.
Migrations migrations();

inline std::int64_t newest_version(Migrations schema) { return static_cast<std::int64_t>(schema.size()); }

// Applies what `version` lacks of `schema`, in one transaction that also marks the database as ours. Does nothing when
// nothing is lacking. REQUIRES: foreign keys are not enforced, since a migration may rebuild a table others refer to.
// Throws StoreError; the database is then as it was.
void migrate(Connection& connection, Migrations schema, std::int64_t version);

}  // namespace iam::store
