// SQLite's extensions that nothing here uses: full text search, R-trees, and tables that show SQLite itself. Debian
// compiles them in, 290 KB of them, and SQLite starts them with every connection. Defined here, the linker does not
// take the originals. A library in which they cannot be replaced does not link: a symbol would be defined twice.
#include <sqlite3.h>

// The names are SQLite's. NOLINTBEGIN(readability-identifier-naming)
extern "C" {
int sqlite3Fts3Init(sqlite3* /*database*/) { return SQLITE_OK; }
int sqlite3Fts5Init(sqlite3* /*database*/) { return SQLITE_OK; }
int sqlite3RtreeInit(sqlite3* /*database*/) { return SQLITE_OK; }
int sqlite3DbstatRegister(sqlite3* /*database*/) { return SQLITE_OK; }
int sqlite3StmtVtabInit(sqlite3* /*database*/) { return SQLITE_OK; }
}
// NOLINTEND(readability-identifier-naming)
