-- Signing certificates of users, and of an account's root, which is no user. A certificate is in an account once,
-- whosever it is.
CREATE TABLE signing_certificates (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  account INTEGER NOT NULL,
  user_id INTEGER REFERENCES entities (id),
  status TEXT NOT NULL,
  uploaded_at INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX signing_certificates_by_fingerprint ON signing_certificates (account, fingerprint);
CREATE INDEX signing_certificates_by_owner ON signing_certificates (user_id, account, position);
