-- Managed policies attached to users, groups and roles, in the order of attaching. A policy is named by its ARN:
-- those that AWS manages have no row of their own.
CREATE TABLE attachments (
  entity INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  account INTEGER NOT NULL,
  policy_arn TEXT NOT NULL,
  PRIMARY KEY (entity, position)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX attachments_by_entity ON attachments (entity, policy_arn);
CREATE INDEX attachments_by_policy ON attachments (account, policy_arn, entity);

-- The other way to use a policy: as the boundary of a user. The id is in it because SQLite walks all users of the
-- account rather than fetch it from the row.
CREATE INDEX users_by_boundary ON users (account, permissions_boundary, id) WHERE permissions_boundary IS NOT NULL;
