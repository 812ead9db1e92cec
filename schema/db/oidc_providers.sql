-- Rows lie in the order of URLs. A URL is kept as AWS shows it: without scheme and query.
CREATE TABLE oidc_providers (
  id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  account INTEGER NOT NULL,
  url TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account, url)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX oidc_providers_by_id ON oidc_providers (id);

-- In the order they were given.
CREATE TABLE oidc_client_ids (
  provider INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  client_id TEXT NOT NULL,
  PRIMARY KEY (provider, position)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX oidc_client_ids_by_text ON oidc_client_ids (provider, client_id);

-- In the order they were given.
CREATE TABLE oidc_thumbprints (
  provider INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  thumbprint TEXT NOT NULL,
  PRIMARY KEY (provider, position)
) STRICT, WITHOUT ROWID;
