-- What the server seals session tokens and encoded authorization messages with. Keys are the server's own, not an
-- account's: a reset leaves them.
CREATE TABLE server_keys (
  name TEXT NOT NULL PRIMARY KEY,
  key TEXT NOT NULL
) STRICT, WITHOUT ROWID;
