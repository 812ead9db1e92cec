-- Reports of access advisor. All of a report is of the moment it was asked for, and stays so whatever becomes of the
-- entities and policies it is about.
CREATE TABLE access_reports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account INTEGER NOT NULL,
  job TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  granularity TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX access_reports_by_age ON access_reports (account, created_at, id);

-- What the policies allow some action of.
CREATE TABLE access_report_services (
  report INTEGER NOT NULL REFERENCES access_reports (id) ON DELETE CASCADE,
  service TEXT NOT NULL,
  PRIMARY KEY (report, service)
) STRICT, WITHOUT ROWID;

-- Which of the actions that are tracked they allow.
CREATE TABLE access_report_actions (
  report INTEGER NOT NULL REFERENCES access_reports (id) ON DELETE CASCADE,
  service TEXT NOT NULL,
  action TEXT NOT NULL,
  PRIMARY KEY (report, service, action)
) STRICT, WITHOUT ROWID;

-- The users and roles that could have used the policies. No reference to the entity: the report outlives it.
CREATE TABLE access_report_entities (
  report INTEGER NOT NULL REFERENCES access_reports (id) ON DELETE CASCADE,
  entity INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  unique_id TEXT NOT NULL,
  PRIMARY KEY (report, entity)
) STRICT, WITHOUT ROWID;

CREATE TABLE access_report_uses (
  report INTEGER NOT NULL REFERENCES access_reports (id) ON DELETE CASCADE,
  service TEXT NOT NULL,
  action TEXT NOT NULL,
  entity INTEGER NOT NULL,
  used_at INTEGER NOT NULL,
  region TEXT NOT NULL,
  PRIMARY KEY (report, service, action, entity)
) STRICT, WITHOUT ROWID;
