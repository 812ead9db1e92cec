-- Names that are unique ignoring case have a column for what they are compared by, so that every engine compares them
-- alike.
CREATE TEMPORARY TABLE old AS SELECT * FROM users;
DROP TABLE users;
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
INSERT INTO users
  SELECT id, account, name, lower(name), path, unique_id, created_at, permissions_boundary, password_last_used_at FROM
         old;
DROP TABLE old;
CREATE UNIQUE INDEX users_by_id ON users (id);
CREATE INDEX users_by_boundary ON users (account, permissions_boundary, id) WHERE permissions_boundary IS NOT NULL;
CREATE INDEX users_by_unique_id ON users (unique_id);

CREATE TEMPORARY TABLE old AS SELECT * FROM groups;
DROP TABLE groups;
CREATE TABLE groups (
  id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  account INTEGER NOT NULL,
  name TEXT NOT NULL,
  folded_name TEXT NOT NULL,
  path TEXT NOT NULL,
  unique_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account, folded_name)
) STRICT, WITHOUT ROWID;
INSERT INTO groups
  SELECT id, account, name, lower(name), path, unique_id, created_at FROM old;
DROP TABLE old;
CREATE UNIQUE INDEX groups_by_id ON groups (id);
CREATE INDEX groups_by_unique_id ON groups (unique_id);

CREATE TEMPORARY TABLE old AS SELECT * FROM roles;
DROP TABLE roles;
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
INSERT INTO roles
  SELECT id, account, name, lower(name), path, unique_id, created_at, trust_policy, description,
         max_session_duration_s, permissions_boundary, last_used_at, last_used_region FROM old;
DROP TABLE old;
CREATE UNIQUE INDEX roles_by_id ON roles (id);
CREATE INDEX roles_by_boundary ON roles (account, permissions_boundary, id) WHERE permissions_boundary IS NOT NULL;

CREATE TEMPORARY TABLE old AS SELECT * FROM policies;
DROP TABLE policies;
CREATE TABLE policies (
  id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  account INTEGER NOT NULL,
  name TEXT NOT NULL,
  folded_name TEXT NOT NULL,
  path TEXT NOT NULL,
  unique_id TEXT NOT NULL,
  description TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  default_version INTEGER NOT NULL,
  newest_version INTEGER NOT NULL,
  PRIMARY KEY (account, folded_name)
) STRICT, WITHOUT ROWID;
INSERT INTO policies
  SELECT id, account, name, lower(name), path, unique_id, description, created_at, updated_at, default_version,
         newest_version FROM old;
DROP TABLE old;
CREATE UNIQUE INDEX policies_by_id ON policies (id);
CREATE INDEX policies_by_unique_id ON policies (unique_id);

CREATE TEMPORARY TABLE old AS SELECT * FROM instance_profiles;
DROP TABLE instance_profiles;
CREATE TABLE instance_profiles (
  id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  account INTEGER NOT NULL,
  name TEXT NOT NULL,
  folded_name TEXT NOT NULL,
  path TEXT NOT NULL,
  unique_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account, folded_name)
) STRICT, WITHOUT ROWID;
INSERT INTO instance_profiles
  SELECT id, account, name, lower(name), path, unique_id, created_at FROM old;
DROP TABLE old;
CREATE UNIQUE INDEX instance_profiles_by_id ON instance_profiles (id);

CREATE TEMPORARY TABLE old AS SELECT * FROM inline_policies;
DROP TABLE inline_policies;
CREATE TABLE inline_policies (
  entity INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  folded_name TEXT NOT NULL,
  document TEXT NOT NULL,
  size INTEGER NOT NULL,
  PRIMARY KEY (entity, position)
) STRICT, WITHOUT ROWID;
INSERT INTO inline_policies
  SELECT entity, position, name, lower(name), document, size FROM old;
DROP TABLE old;
CREATE UNIQUE INDEX inline_policies_by_name ON inline_policies (entity, folded_name);

CREATE TEMPORARY TABLE old AS SELECT * FROM service_specific_credentials;
CREATE TEMPORARY TABLE given AS SELECT seq FROM sqlite_sequence WHERE name = 'service_specific_credentials';
DROP TABLE service_specific_credentials;
CREATE TABLE service_specific_credentials (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  account INTEGER NOT NULL,
  user_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  service TEXT NOT NULL,
  public_name TEXT NOT NULL,
  folded_public_name TEXT NOT NULL,
  status TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER
) STRICT;
INSERT INTO service_specific_credentials
  SELECT position, id, account, user_id, service, public_name, lower(public_name), status, created_at, expires_at FROM
         old;
DROP TABLE old;
-- Numbers are never given twice.
DELETE FROM sqlite_sequence WHERE name = 'service_specific_credentials';
INSERT INTO sqlite_sequence (name, seq) SELECT 'service_specific_credentials', seq FROM given;
DROP TABLE given;
CREATE UNIQUE INDEX service_specific_credentials_by_name ON service_specific_credentials (account, folded_public_name);
CREATE INDEX service_specific_credentials_by_account ON service_specific_credentials (account, position);
CREATE INDEX service_specific_credentials_by_user ON service_specific_credentials (user_id, position);

-- With the name of the table, as every engine takes it.
DROP TRIGGER entities_counted;
CREATE TRIGGER entities_counted AFTER INSERT ON entities BEGIN
  INSERT INTO entity_counts (account, kind, count) VALUES (new.account, new.kind, 1)
  ON CONFLICT (account, kind) DO UPDATE SET count = entity_counts.count + 1;
END;
DROP TRIGGER policy_versions_counted;
CREATE TRIGGER policy_versions_counted AFTER INSERT ON policy_versions BEGIN
  INSERT INTO entity_counts (account, kind, count) VALUES (new.account, 'policy version', 1)
  ON CONFLICT (account, kind) DO UPDATE SET count = entity_counts.count + 1;
END;
