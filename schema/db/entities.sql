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
  ON CONFLICT (account, kind) DO UPDATE SET count = entity_counts.count + 1;
END;

CREATE TRIGGER entities_uncounted AFTER DELETE ON entities BEGIN
  UPDATE entity_counts SET count = count - 1 WHERE account = old.account AND kind = old.kind;
END;
