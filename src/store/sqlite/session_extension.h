// SQLite's session extension, which its header declares only to whoever asks for it. Debian compiles it in.
// https://www.sqlite.org/sessionintro.html
#pragma once

// The names are SQLite's.
#define SQLITE_ENABLE_PREUPDATE_HOOK
#define SQLITE_ENABLE_SESSION

#include <sqlite3.h>
