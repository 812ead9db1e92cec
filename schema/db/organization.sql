-- Organizations, as the operator stated them. `account` is the management account.
CREATE TABLE organizations (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  account INTEGER NOT NULL UNIQUE,
  id TEXT NOT NULL UNIQUE,
  has_all_features INTEGER NOT NULL,
  trusts_iam INTEGER NOT NULL,
  manages_root_credentials INTEGER NOT NULL,
  allows_root_sessions INTEGER NOT NULL
) STRICT;

-- Service control policies (kind 0) and resource control policies (kind 1), FullAWSAccess and RCPFullAWSAccess included.
CREATE TABLE control_policies (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  organization INTEGER NOT NULL REFERENCES organizations (number) ON DELETE CASCADE,
  kind INTEGER NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  document TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX control_policies_by_id ON control_policies (organization, id);

-- What policies are attached to: the root, which has no parent, units, and accounts. `account` is that of an account,
-- which is in one organization at most.
CREATE TABLE organization_targets (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  organization INTEGER NOT NULL REFERENCES organizations (number) ON DELETE CASCADE,
  parent INTEGER REFERENCES organization_targets (number) ON DELETE CASCADE,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  account INTEGER,
  is_delegated_administrator INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX organization_targets_by_account ON organization_targets (account);
CREATE UNIQUE INDEX organization_targets_by_id ON organization_targets (organization, id);
CREATE INDEX organization_targets_by_parent ON organization_targets (parent);

CREATE TABLE attached_control_policies (
  target INTEGER NOT NULL REFERENCES organization_targets (number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  policy INTEGER NOT NULL REFERENCES control_policies (number) ON DELETE CASCADE,
  PRIMARY KEY (target, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX attached_control_policies_by_policy ON attached_control_policies (policy);
