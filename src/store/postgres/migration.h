// Bringing a database of PostgreSQL up to the schema this program knows.
#pragma once

#include "schema.h"

namespace iam::store {

class PostgresConnection;
class ServerAddress;

// Makes the tables of an empty database, or brings those of an older version up to date, in one transaction under a
// lock: of programs that start at once one does it, and the others wait. Throws OpenError, also for a newer version,
// for tables of others in the same schema, and for another encoding than UTF-8; StoreError when the connection fails.
void migrate(PostgresConnection& connection, ServerAddress const& address, Schema const& schema);

}  // namespace iam::store
