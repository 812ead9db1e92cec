-- The state documents that the server applied when it started, so that a second start does not apply them again. A reset
-- of everything forgets them with what they made.
CREATE TABLE seeds (
  digest TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  applied_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
