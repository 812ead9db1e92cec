-- When a user or a role last attempted an action, by the names that policies use for it.
CREATE TABLE action_uses (
  entity INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  service TEXT NOT NULL,
  action TEXT NOT NULL,
  used_at INTEGER NOT NULL,
  region TEXT NOT NULL,
  PRIMARY KEY (entity, service, action)
) STRICT, WITHOUT ROWID;
