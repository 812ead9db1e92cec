-- What verifies the tokens of a registered OpenID Connect provider: a JSON Web Key Set that the operator gave for it.
CREATE TABLE provider_key_sets (
  provider INTEGER PRIMARY KEY REFERENCES entities (id) ON DELETE CASCADE,
  key_set TEXT NOT NULL
) STRICT;

-- The same for an issuer in every account, by its URL without the scheme. They come from a file at every start: a reset
-- leaves them.
CREATE TABLE issuer_key_sets (
  issuer TEXT NOT NULL PRIMARY KEY,
  key_set TEXT NOT NULL
) STRICT, WITHOUT ROWID;
