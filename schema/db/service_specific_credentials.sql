-- Credentials of users for one service each. Their secrets are told once and no service here asks for them: none is
-- kept. The public name is the one its user had when it was made.
CREATE TABLE service_specific_credentials (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  account INTEGER NOT NULL,
  user_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  service TEXT NOT NULL,
  public_name TEXT NOT NULL,
  folded_public_name TEXT NOT NULL,
  status TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER
) STRICT;

CREATE UNIQUE INDEX service_specific_credentials_by_name ON service_specific_credentials (account, folded_public_name);
CREATE INDEX service_specific_credentials_by_account ON service_specific_credentials (account, position);
CREATE INDEX service_specific_credentials_by_user ON service_specific_credentials (user_id, position);
