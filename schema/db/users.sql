-- Rows lie in the order of names: one search finds a user, and a page of users is a walk along a few pages of
-- the file however many users there are. Names are unique ignoring case: the folded name has small letters for ASCII's
-- capitals.
CREATE TABLE users (
  id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  account INTEGER NOT NULL,
  name TEXT NOT NULL,
  folded_name TEXT NOT NULL,
  path TEXT NOT NULL,
  unique_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  permissions_boundary TEXT,
  password_last_used_at INTEGER,
  PRIMARY KEY (account, folded_name)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX users_by_id ON users (id);

-- To find who has a policy as boundary. The id is in it because SQLite walks all users of the account rather than fetch
-- it from the row.
CREATE INDEX users_by_boundary ON users (account, permissions_boundary, id) WHERE permissions_boundary IS NOT NULL;

-- Huawei's paths name users by ids that are made of AWS's.
CREATE INDEX users_by_unique_id ON users (unique_id);
