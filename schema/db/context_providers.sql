-- What an identity provider's word makes of the sessions that begin with it: trusted identity propagation.
CREATE TABLE context_providers (
  provider INTEGER PRIMARY KEY REFERENCES entities (id) ON DELETE CASCADE,
  subject_source_key TEXT NOT NULL,
  subject_type_source_key TEXT,
  subject_type_value TEXT
) STRICT;

-- In the order they were given.
CREATE TABLE context_provider_keys (
  provider INTEGER NOT NULL REFERENCES context_providers (provider) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  target_key TEXT,
  PRIMARY KEY (provider, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE identity_center_associations (
  provider INTEGER PRIMARY KEY REFERENCES entities (id) ON DELETE CASCADE,
  instance_arn TEXT NOT NULL
) STRICT;
