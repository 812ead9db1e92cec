-- Who issues an account's outbound tokens. The issuer is the account's own: it keeps it while the feature is off.
CREATE TABLE token_issuers (
  account INTEGER PRIMARY KEY,
  issuer TEXT NOT NULL UNIQUE,
  is_enabled INTEGER NOT NULL
) STRICT;
