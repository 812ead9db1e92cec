-- Rows lie in the order of names, as those of users do.
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

CREATE UNIQUE INDEX groups_by_id ON groups (id);

-- Huawei's paths name groups by ids that are made of AWS's.
CREATE INDEX groups_by_unique_id ON groups (unique_id);

-- Which users are in which groups. By ids, so that a renamed user or group keeps them.
CREATE TABLE memberships (
  group_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  user_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  PRIMARY KEY (group_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX memberships_by_user ON memberships (user_id, group_id);
