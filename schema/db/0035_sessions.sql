-- What the server seals session tokens and encoded authorization messages with. Keys are the server's own, not an
-- account's: a reset leaves them.
CREATE TABLE server_keys (
  name TEXT NOT NULL PRIMARY KEY,
  key TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Sessions are not stored: their tokens carry them. A token names the epoch of its account, so that all sessions of an
-- account end when it is reset, and its epoch with it.
CREATE TABLE session_epochs (
  account INTEGER PRIMARY KEY,
  epoch TEXT NOT NULL
) STRICT;
