-- Entities are whatever can carry tags, attached policies and inline policies. A table of its own per kind
-- holds the rest; both rows share one id and die together. An id is never given twice, so that what is
-- remembered of an entity outside of the database is not taken for its successor's.
CREATE TABLE entities (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account INTEGER NOT NULL,
  kind TEXT NOT NULL
) STRICT;

CREATE INDEX entities_by_account ON entities (account);

-- How many entities of each kind an account has. Quotas ask this at every creation, and counting rows would
-- make each creation slower than the one before it.
CREATE TABLE entity_counts (
  account INTEGER NOT NULL,
  kind TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (account, kind)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER entities_counted AFTER INSERT ON entities BEGIN
  INSERT INTO entity_counts (account, kind, count) VALUES (new.account, new.kind, 1)
  ON CONFLICT (account, kind) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER entities_uncounted AFTER DELETE ON entities BEGIN
  UPDATE entity_counts SET count = count - 1 WHERE account = old.account AND kind = old.kind;
END;

-- Rows lie in the order of names: one search finds a user, and a page of users is a walk along a few pages of
-- the file however many users there are.
CREATE TABLE users (
  id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  account INTEGER NOT NULL,
  name TEXT NOT NULL COLLATE NOCASE,
  path TEXT NOT NULL,
  unique_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  permissions_boundary TEXT,
  password_last_used_at INTEGER,
  PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX users_by_id ON users (id);

-- Rows lie in the order of tagging, which is the order they are listed in.
CREATE TABLE tags (
  entity INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  folded_key TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (entity, position)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX tags_by_key ON tags (entity, folded_key);
