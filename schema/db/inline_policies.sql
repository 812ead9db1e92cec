-- Policies embedded in users, groups and roles, in the order of their creation. The document is kept byte for byte;
-- its size, as AWS counts it against quotas, is kept beside it.
CREATE TABLE inline_policies (
  entity INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  folded_name TEXT NOT NULL,
  document TEXT NOT NULL,
  size INTEGER NOT NULL,
  PRIMARY KEY (entity, position)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX inline_policies_by_name ON inline_policies (entity, folded_name);
