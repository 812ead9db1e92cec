-- Managed policies attached to users, groups and roles, in the order of attaching. A policy is named by its ARN:
-- those that AWS manages have no row of their own. Huawei tells when a policy was attached.
CREATE TABLE attachments (
  entity INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  account INTEGER NOT NULL,
  policy_arn TEXT NOT NULL,
  attached_at INTEGER NOT NULL,
  PRIMARY KEY (entity, position)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX attachments_by_entity ON attachments (entity, policy_arn);
CREATE INDEX attachments_by_policy ON attachments (account, policy_arn, entity);
