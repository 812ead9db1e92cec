-- An account has one alias at most, and no other account has it: its sign-in page is found by it.
CREATE TABLE account_aliases (
  account INTEGER PRIMARY KEY,
  alias TEXT NOT NULL UNIQUE
) STRICT;

-- What an account chose once for itself; without a row AWS's defaults hold.
CREATE TABLE account_preferences (
  account INTEGER PRIMARY KEY,
  global_endpoint_token_version INTEGER NOT NULL
) STRICT;

-- Properties of an account, named Namespace/PropertyName.
CREATE TABLE account_properties (
  account INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;
