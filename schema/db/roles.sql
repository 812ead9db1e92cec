-- Rows lie in the order of names, as those of users do.
CREATE TABLE roles (
  id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  account INTEGER NOT NULL,
  name TEXT NOT NULL,
  folded_name TEXT NOT NULL,
  path TEXT NOT NULL,
  unique_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  trust_policy TEXT NOT NULL,
  description TEXT,
  max_session_duration_s INTEGER NOT NULL,
  permissions_boundary TEXT,
  last_used_at INTEGER,
  last_used_region TEXT,
  PRIMARY KEY (account, folded_name)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX roles_by_id ON roles (id);
CREATE INDEX roles_by_boundary ON roles (account, permissions_boundary, id) WHERE permissions_boundary IS NOT NULL;
