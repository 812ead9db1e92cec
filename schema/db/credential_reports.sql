-- The newest credential report of an account, as it was when it was asked for.
CREATE TABLE credential_reports (
  account INTEGER PRIMARY KEY,
  generated_at INTEGER NOT NULL,
  content TEXT NOT NULL
) STRICT;
