-- What a partner may ask for. `account` is the partner's.
CREATE TABLE delegation_templates (
  arn TEXT PRIMARY KEY,
  account INTEGER NOT NULL,
  partner_name TEXT NOT NULL,
  policy TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX delegation_templates_by_account ON delegation_templates (account);

-- `account` is the partner's that asks. The numbers grow with the order of creation.
-- approver_session is what may be handed on of whoever accepted the request, sealed.
CREATE TABLE delegation_requests (
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

CREATE UNIQUE INDEX delegation_requests_by_workflow ON delegation_requests (account, workflow_id);

-- A row for each value of each parameter, in the order they were given.
CREATE TABLE delegation_parameters (
  request INTEGER NOT NULL REFERENCES delegation_requests (number) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT,
  value TEXT NOT NULL,
  PRIMARY KEY (request, place, position)
) STRICT, WITHOUT ROWID;

-- The account that is asked, once it is known, and who in it took the request up.
CREATE TABLE delegation_owners (
  request INTEGER PRIMARY KEY REFERENCES delegation_requests (number) ON DELETE CASCADE,
  account INTEGER NOT NULL,
  owner TEXT
) STRICT;

CREATE INDEX delegation_owners_by_account ON delegation_owners (account, request);

-- An account that is forgotten was asked for nothing.
CREATE TRIGGER delegation_requests_go_with_their_owners AFTER DELETE ON delegation_owners
BEGIN
  DELETE FROM delegation_requests WHERE number = OLD.request;
END;
