-- Server certificates. Their private keys are checked and not kept: AWS never gives one back, and nothing here serves
-- TLS with them. Names are unique, and unlike those of other entities their case counts.
CREATE TABLE server_certificates (
  id INTEGER PRIMARY KEY REFERENCES entities (id) ON DELETE CASCADE,
  account INTEGER NOT NULL,
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  unique_id TEXT NOT NULL,
  uploaded_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  body TEXT NOT NULL,
  chain TEXT
) STRICT;

CREATE UNIQUE INDEX server_certificates_by_name ON server_certificates (account, name);
