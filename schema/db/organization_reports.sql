-- Reports on the access of accounts in an organization, as they were when they were asked for. `account` is the
-- management account. A report that failed has an error and no services.
CREATE TABLE organization_reports (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  account INTEGER NOT NULL,
  job TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  error_code TEXT,
  error_message TEXT
) STRICT;

CREATE INDEX organization_reports_by_age ON organization_reports (account, created_at);

CREATE TABLE organization_report_services (
  report INTEGER NOT NULL REFERENCES organization_reports (number) ON DELETE CASCADE,
  service TEXT NOT NULL,
  accounts INTEGER NOT NULL,
  used_at INTEGER,
  region TEXT,
  entity_path TEXT,
  PRIMARY KEY (report, service)
) STRICT, WITHOUT ROWID;
