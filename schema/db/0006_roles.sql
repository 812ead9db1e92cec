-- Rows lie in the order of names, as those of users do.
CREATE TABLE roles (
  id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  account INTEGER NOT NULL,
  name TEXT NOT NULL COLLATE NOCASE,
  path TEXT NOT NULL,
  unique_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  trust_policy TEXT NOT NULL,
  description TEXT,
  max_session_duration_s INTEGER NOT NULL,
  permissions_boundary TEXT,
  last_used_at INTEGER,
  last_used_region TEXT,
  PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX roles_by_id ON roles (id);
CREATE INDEX roles_by_boundary ON roles (account, permissions_boundary, id) WHERE permissions_boundary IS NOT NULL;

-- The users and roles of the account that trust policies name, as the documents spell them. A document that is saved
-- means these very principals: it follows them when they are renamed, and not when others take their names.
CREATE TABLE trusted_principals (
  role INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  principal INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  spelling TEXT NOT NULL,
  PRIMARY KEY (role, principal)
) STRICT, WITHOUT ROWID;

CREATE INDEX trusted_principals_by_principal ON trusted_principals (principal, role);

-- Deletions of service-linked roles that were asked for. They succeed at once; that they were asked for is remembered.
CREATE TABLE role_deletion_tasks (
  account INTEGER NOT NULL,
  task TEXT NOT NULL,
  PRIMARY KEY (account, task)
) STRICT, WITHOUT ROWID;
