// Bringing a database up to the schema this program knows.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace iam::store {

class Connection;

// The files of schema/db/ in order, embedded by the build. The version of a database is how many were applied to it.
std::span<std::string_view const> migrations();

std::int64_t newest_version();

// Applies what `version` lacks, in one transaction that also marks the database as ours. Does nothing when nothing is
// lacking. REQUIRES: foreign keys are not enforced, since a migration may rebuild a table others refer to.
// Throws StoreError; the database is then as it was.
void migrate(Connection& connection, std::int64_t version);

}  // namespace iam::store
