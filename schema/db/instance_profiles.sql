-- Rows lie in the order of names, as those of users do.
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

CREATE UNIQUE INDEX instance_profiles_by_id ON instance_profiles (id);

-- Which roles are in which instance profiles. One each, unless an account's quota was raised.
CREATE TABLE instance_profile_roles (
  profile_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  role_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  PRIMARY KEY (profile_id, role_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX instance_profile_roles_by_role ON instance_profile_roles (role_id, profile_id);
