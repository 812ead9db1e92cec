-- What a savepoint holds of one account is put back by the numbers its rows had, so no other account may have got one
-- of these meanwhile: numbers are never given twice.
-- Rows wait in a temporary table. Renaming a new table into place would make SQLite read the whole schema again, and
-- seven of that were ten of the sixteen milliseconds in which a server started.
CREATE TEMPORARY TABLE old AS SELECT * FROM access_reports;
DROP TABLE access_reports;
CREATE TABLE "access_reports" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account INTEGER NOT NULL,
  job TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  granularity TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
INSERT INTO access_reports SELECT id, account, job, owner, granularity, created_at FROM old;
DROP TABLE old;
CREATE INDEX access_reports_by_age ON access_reports (account, created_at, id);

CREATE TEMPORARY TABLE old AS SELECT * FROM organization_reports;
DROP TABLE organization_reports;
CREATE TABLE "organization_reports" (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  account INTEGER NOT NULL,
  job TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  error_code TEXT,
  error_message TEXT
) STRICT;
INSERT INTO organization_reports
  SELECT number, account, job, owner, created_at, error_code, error_message FROM old;
DROP TABLE old;
CREATE INDEX organization_reports_by_age ON organization_reports (account, created_at);

CREATE TEMPORARY TABLE old AS SELECT * FROM organizations;
DROP TABLE organizations;
CREATE TABLE "organizations" (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  account INTEGER NOT NULL UNIQUE,
  id TEXT NOT NULL UNIQUE,
  has_all_features INTEGER NOT NULL,
  trusts_iam INTEGER NOT NULL,
  manages_root_credentials INTEGER NOT NULL,
  allows_root_sessions INTEGER NOT NULL
) STRICT;
INSERT INTO organizations
  SELECT number, account, id, has_all_features, trusts_iam, manages_root_credentials, allows_root_sessions FROM
         old;
DROP TABLE old;

CREATE TEMPORARY TABLE old AS SELECT * FROM control_policies;
DROP TABLE control_policies;
CREATE TABLE "control_policies" (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  organization INTEGER NOT NULL REFERENCES organizations (number) ON DELETE CASCADE,
  kind INTEGER NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  document TEXT NOT NULL
) STRICT;
INSERT INTO control_policies SELECT number, organization, kind, id, name, document FROM old;
DROP TABLE old;
CREATE UNIQUE INDEX control_policies_by_id ON control_policies (organization, id);

CREATE TEMPORARY TABLE old AS SELECT * FROM organization_targets;
DROP TABLE organization_targets;
CREATE TABLE "organization_targets" (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  organization INTEGER NOT NULL REFERENCES organizations (number) ON DELETE CASCADE,
  parent INTEGER REFERENCES organization_targets (number) ON DELETE CASCADE,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  account INTEGER,
  is_delegated_administrator INTEGER NOT NULL
) STRICT;
INSERT INTO organization_targets
  SELECT number, organization, parent, id, name, account, is_delegated_administrator FROM old;
DROP TABLE old;
CREATE UNIQUE INDEX organization_targets_by_account ON organization_targets (account);
CREATE UNIQUE INDEX organization_targets_by_id ON organization_targets (organization, id);
CREATE INDEX organization_targets_by_parent ON organization_targets (parent);

DROP TRIGGER delegation_requests_go_with_their_owners;
CREATE TEMPORARY TABLE old AS SELECT * FROM delegation_requests;
DROP TABLE delegation_requests;
CREATE TABLE "delegation_requests" (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  account INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  workflow_id TEXT NOT NULL,
  partner_name TEXT NOT NULL,
  description TEXT NOT NULL,
  message TEXT,
  redirect_url TEXT,
  topic TEXT NOT NULL,
  session_duration_s INTEGER NOT NULL,
  only_send_by_owner INTEGER NOT NULL,
  template_arn TEXT NOT NULL,
  permission_policy TEXT NOT NULL,
  state INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  approver TEXT,
  notes TEXT,
  rejection_reason TEXT,
  exchange_token TEXT UNIQUE,
  approver_session TEXT
) STRICT;
INSERT INTO delegation_requests
  SELECT number, account, id, workflow_id, partner_name, description, message, redirect_url, topic,
         session_duration_s, only_send_by_owner, template_arn, permission_policy, state, created_at, updated_at,
         approver, notes, rejection_reason, exchange_token, approver_session FROM old;
DROP TABLE old;
CREATE UNIQUE INDEX delegation_requests_by_workflow ON delegation_requests (account, workflow_id);
CREATE TRIGGER delegation_requests_go_with_their_owners AFTER DELETE ON delegation_owners
BEGIN
  DELETE FROM delegation_requests WHERE number = OLD.request;
END;

-- Sessions are not stored: their tokens carry them. A token names an epoch of its account, and is good while that is
-- known: a reset forgets all of them, and to go back to a savepoint forgets those that began after it. No session
-- begins in an epoch that is closed, as all are when a savepoint is made.
CREATE TEMPORARY TABLE old AS SELECT * FROM session_epochs;
DROP TABLE session_epochs;
CREATE TABLE "session_epochs" (
  account INTEGER NOT NULL,
  epoch TEXT NOT NULL,
  is_open INTEGER NOT NULL,
  PRIMARY KEY (account, epoch)
) STRICT, WITHOUT ROWID;
INSERT INTO session_epochs SELECT account, epoch, TRUE FROM old;
DROP TABLE old;
