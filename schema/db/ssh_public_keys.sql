-- SSH public keys of users, as they were uploaded. A user has no key twice; several may have the same one.
CREATE TABLE ssh_public_keys (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  account INTEGER NOT NULL,
  user_id INTEGER NOT NULL REFERENCES entities (id),
  status TEXT NOT NULL,
  uploaded_at INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX ssh_public_keys_by_fingerprint ON ssh_public_keys (user_id, fingerprint);
CREATE INDEX ssh_public_keys_by_user ON ssh_public_keys (user_id, position);
