-- Metadata documents have up to ten megabytes: rows are found through the index, and lists leave the documents alone.
CREATE TABLE saml_providers (
  id INTEGER PRIMARY KEY REFERENCES entities (id) ON DELETE CASCADE,
  account INTEGER NOT NULL,
  name TEXT NOT NULL,
  uuid TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  valid_until INTEGER NOT NULL,
  assertion_encryption_mode TEXT NOT NULL,
  metadata TEXT NOT NULL,
  UNIQUE (account, name)
) STRICT;

-- In the order they were added.
CREATE TABLE saml_private_keys (
  provider INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  key_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  pem TEXT NOT NULL,
  PRIMARY KEY (provider, position)
) STRICT, WITHOUT ROWID;
