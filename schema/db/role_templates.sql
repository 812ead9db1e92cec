-- Role templates that the operator registered, a row for each minor version. They are for every account, and what is
-- said of the template stands in each of its versions.
CREATE TABLE role_template_versions (
  number INTEGER PRIMARY KEY,
  arn TEXT NOT NULL,
  minor INTEGER NOT NULL,
  version_id TEXT NOT NULL,
  description TEXT,
  is_default INTEGER NOT NULL,
  is_template_enabled INTEGER NOT NULL,
  is_enabled INTEGER NOT NULL,
  name_pattern TEXT NOT NULL,
  path_pattern TEXT,
  description_pattern TEXT,
  trust_policy TEXT NOT NULL,
  boundary TEXT,
  max_session_duration_s INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX role_template_versions_by_arn ON role_template_versions (arn, minor);

-- Inline policies (kind 0: name and document), managed policies (kind 1: ARN) and tags (kind 2: key and value).
CREATE TABLE role_template_parts (
  version INTEGER NOT NULL REFERENCES role_template_versions (number) ON DELETE CASCADE,
  kind INTEGER NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (version, kind, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE role_template_parameters (
  version INTEGER NOT NULL REFERENCES role_template_versions (number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  sub_type TEXT,
  description TEXT,
  is_required INTEGER NOT NULL,
  default_value TEXT,
  is_immutable INTEGER NOT NULL,
  PRIMARY KEY (version, position)
) STRICT, WITHOUT ROWID;

-- Where a role that was made of a template comes from. The values of its parameters are one text, equal when they are.
CREATE TABLE role_sources (
  role INTEGER PRIMARY KEY REFERENCES entities (id) ON DELETE CASCADE,
  template_arn TEXT NOT NULL,
  minor INTEGER NOT NULL,
  parameter_values TEXT NOT NULL
) STRICT;
