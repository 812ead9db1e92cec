-- Managed policies of accounts. Rows lie in the order of names, as those of users do; names are unique across paths.
CREATE TABLE policies (
  id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  account INTEGER NOT NULL,
  name TEXT NOT NULL,
  folded_name TEXT NOT NULL,
  path TEXT NOT NULL,
  unique_id TEXT NOT NULL,
  description TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  default_version INTEGER NOT NULL,
  newest_version INTEGER NOT NULL,
  PRIMARY KEY (account, folded_name)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX policies_by_id ON policies (id);

-- Huawei's paths name policies by ids that are made of AWS's.
CREATE INDEX policies_by_unique_id ON policies (unique_id);
