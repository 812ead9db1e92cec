-- Access keys of users, and of an account's root, which is no user. The secret is kept as it is: verifying a
-- signature needs it. When a key was last used is only observed and may be some seconds late.
CREATE TABLE access_keys (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  account INTEGER NOT NULL,
  user_id INTEGER REFERENCES entities (id) ON DELETE CASCADE,
  secret TEXT NOT NULL,
  status TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  used_at INTEGER,
  used_service TEXT,
  used_region TEXT
) STRICT;

CREATE INDEX access_keys_by_owner ON access_keys (user_id, account, position);

-- Keys that were deleted. They are refused for ever; a key that this server never made is not.
CREATE TABLE deleted_access_keys (
  id TEXT NOT NULL PRIMARY KEY,
  account INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
