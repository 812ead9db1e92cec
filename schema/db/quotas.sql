-- Quotas that were set for an account; the others have their defaults.
CREATE TABLE quotas (
  account INTEGER NOT NULL,
  name TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;
