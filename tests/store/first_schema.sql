-- The schema as it was first released: version 1, which a migration begins at.
-- Entities are whatever can carry tags, attached policies and inline policies. A table of its own per kind
-- holds the rest; both rows share one id and die together. An id is never given twice, so that what is
-- remembered of an entity outside of the database is not taken for its successor's.
CREATE TABLE entities (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account INTEGER NOT NULL,
  kind TEXT NOT NULL
) STRICT;

CREATE INDEX entities_by_account ON entities (account);

-- How many entities of each kind an account has. Quotas ask this at every creation, and counting rows would
-- make each creation slower than the one before it.
CREATE TABLE entity_counts (
  account INTEGER NOT NULL,
  kind TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (account, kind)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER entities_counted AFTER INSERT ON entities BEGIN
  INSERT INTO entity_counts (account, kind, count) VALUES (new.account, new.kind, 1)
  ON CONFLICT (account, kind) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER entities_uncounted AFTER DELETE ON entities BEGIN
  UPDATE entity_counts SET count = count - 1 WHERE account = old.account AND kind = old.kind;
END;
-- Rows lie in the order of tagging, which is the order they are listed in.
CREATE TABLE tags (
  entity INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  folded_key TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (entity, position)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX tags_by_key ON tags (entity, folded_key);
-- Rows lie in the order of names: one search finds a user, and a page of users is a walk along a few pages of
-- the file however many users there are.
CREATE TABLE users (
  id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  account INTEGER NOT NULL,
  name TEXT NOT NULL COLLATE NOCASE,
  path TEXT NOT NULL,
  unique_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  permissions_boundary TEXT,
  password_last_used_at INTEGER,
  PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX users_by_id ON users (id);

-- To find who has a policy as boundary. The id is in it because SQLite walks all users of the account rather than fetch
-- it from the row.
CREATE INDEX users_by_boundary ON users (account, permissions_boundary, id) WHERE permissions_boundary IS NOT NULL;

-- Huawei's paths name users by ids that are made of AWS's.
CREATE INDEX users_by_unique_id ON users (unique_id);
-- Rows lie in the order of names, as those of users do.
CREATE TABLE groups (
  id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  account INTEGER NOT NULL,
  name TEXT NOT NULL COLLATE NOCASE,
  path TEXT NOT NULL,
  unique_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX groups_by_id ON groups (id);

-- Huawei's paths name groups by ids that are made of AWS's.
CREATE INDEX groups_by_unique_id ON groups (unique_id);

-- Which users are in which groups. By ids, so that a renamed user or group keeps them.
CREATE TABLE memberships (
  group_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  user_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  PRIMARY KEY (group_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX memberships_by_user ON memberships (user_id, group_id);
-- Rows lie in the order of names, as those of users do.
CREATE TABLE roles (
  id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  account INTEGER NOT NULL,
  name TEXT NOT NULL COLLATE NOCASE,
  path TEXT NOT NULL,
  unique_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  trust_policy TEXT NOT NULL,
  description TEXT,
  max_session_duration_s INTEGER NOT NULL,
  permissions_boundary TEXT,
  last_used_at INTEGER,
  last_used_region TEXT,
  PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX roles_by_id ON roles (id);
CREATE INDEX roles_by_boundary ON roles (account, permissions_boundary, id) WHERE permissions_boundary IS NOT NULL;
-- The users and roles of the account that trust policies name, as the documents spell them. A document that is saved
-- means these very principals: it follows them when they are renamed, and not when others take their names.
CREATE TABLE trusted_principals (
  role INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  principal INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  spelling TEXT NOT NULL,
  PRIMARY KEY (role, principal)
) STRICT, WITHOUT ROWID;

CREATE INDEX trusted_principals_by_principal ON trusted_principals (principal, role);
-- Deletions of service-linked roles that were asked for. They succeed at once; that they were asked for is remembered.
CREATE TABLE role_deletion_tasks (
  account INTEGER NOT NULL,
  task TEXT NOT NULL,
  PRIMARY KEY (account, task)
) STRICT, WITHOUT ROWID;
-- Managed policies of accounts. Rows lie in the order of names, as those of users do; names are unique across paths.
CREATE TABLE policies (
  id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  account INTEGER NOT NULL,
  name TEXT NOT NULL COLLATE NOCASE,
  path TEXT NOT NULL,
  unique_id TEXT NOT NULL,
  description TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  default_version INTEGER NOT NULL,
  newest_version INTEGER NOT NULL,
  PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX policies_by_id ON policies (id);

-- Huawei's paths name policies by ids that are made of AWS's.
CREATE INDEX policies_by_unique_id ON policies (unique_id);
-- With row ids, for documents are long.
CREATE TABLE policy_versions (
  policy INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  account INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (policy, number)
) STRICT;

-- A quota asks for the versions of an account, too.
CREATE TRIGGER policy_versions_counted AFTER INSERT ON policy_versions BEGIN
  INSERT INTO entity_counts (account, kind, count) VALUES (new.account, 'policy version', 1)
  ON CONFLICT (account, kind) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER policy_versions_uncounted AFTER DELETE ON policy_versions BEGIN
  UPDATE entity_counts SET count = count - 1 WHERE account = old.account AND kind = 'policy version';
END;

CREATE INDEX policy_versions_by_account ON policy_versions (account);
-- Managed policies attached to users, groups and roles, in the order of attaching. A policy is named by its ARN:
-- those that AWS manages have no row of their own. Huawei tells when a policy was attached.
CREATE TABLE attachments (
  entity INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  account INTEGER NOT NULL,
  policy_arn TEXT NOT NULL,
  attached_at INTEGER NOT NULL,
  PRIMARY KEY (entity, position)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX attachments_by_entity ON attachments (entity, policy_arn);
CREATE INDEX attachments_by_policy ON attachments (account, policy_arn, entity);
-- Policies embedded in users, groups and roles, in the order of their creation. The document is kept byte for byte;
-- its size, as AWS counts it against quotas, is kept beside it.
CREATE TABLE inline_policies (
  entity INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL COLLATE NOCASE,
  document TEXT NOT NULL,
  size INTEGER NOT NULL,
  PRIMARY KEY (entity, position)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX inline_policies_by_name ON inline_policies (entity, name);
-- Rows lie in the order of names, as those of users do.
CREATE TABLE instance_profiles (
  id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  account INTEGER NOT NULL,
  name TEXT NOT NULL COLLATE NOCASE,
  path TEXT NOT NULL,
  unique_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX instance_profiles_by_id ON instance_profiles (id);

-- Which roles are in which instance profiles. One each, unless an account's quota was raised.
CREATE TABLE instance_profile_roles (
  profile_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  role_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  PRIMARY KEY (profile_id, role_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX instance_profile_roles_by_role ON instance_profile_roles (role_id, profile_id);
-- Access keys of users, and of an account's root, which is no user. The secret is kept as it is: verifying a
-- signature needs it. When a key was last used is only observed and may be some seconds late.
CREATE TABLE access_keys (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  account INTEGER NOT NULL,
  user_id INTEGER REFERENCES entities (id) ON DELETE CASCADE,
  secret TEXT NOT NULL,
  status TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  used_at INTEGER,
  used_service TEXT,
  used_region TEXT
) STRICT;

CREATE INDEX access_keys_by_owner ON access_keys (user_id, account, position);

-- Keys that were deleted. They are refused for ever; a key that this server never made is not.
CREATE TABLE deleted_access_keys (
  id TEXT NOT NULL PRIMARY KEY,
  account INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Passwords of users for the console. Every password of a profile is hashed under the profile's one salt, so that a new
-- one is compared with all before it for the price of one hash.
CREATE TABLE login_profiles (
  user_id INTEGER PRIMARY KEY REFERENCES entities (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  reset_required INTEGER NOT NULL,
  salt TEXT NOT NULL
) STRICT;

-- The one with the highest position is the password; the others were.
CREATE TABLE passwords (
  user_id INTEGER NOT NULL REFERENCES login_profiles (user_id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  hash TEXT NOT NULL,
  set_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, position)
) STRICT, WITHOUT ROWID;
-- What an account demands of passwords; without a row AWS's default holds.
CREATE TABLE password_policies (
  account INTEGER PRIMARY KEY,
  length_min INTEGER NOT NULL,
  require_symbols INTEGER NOT NULL,
  require_numbers INTEGER NOT NULL,
  require_uppercase INTEGER NOT NULL,
  require_lowercase INTEGER NOT NULL,
  users_may_change INTEGER NOT NULL,
  age_days_max INTEGER,
  reuse_prevention INTEGER,
  hard_expiry INTEGER
) STRICT;
-- Credentials of users for one service each. Their secrets are told once and no service here asks for them: none is
-- kept. The public name is the one its user had when it was made.
CREATE TABLE service_specific_credentials (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  account INTEGER NOT NULL,
  user_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  service TEXT NOT NULL,
  public_name TEXT NOT NULL COLLATE NOCASE,
  status TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER
) STRICT;

CREATE UNIQUE INDEX service_specific_credentials_by_name ON service_specific_credentials (account, public_name);
CREATE INDEX service_specific_credentials_by_account ON service_specific_credentials (account, position);
CREATE INDEX service_specific_credentials_by_user ON service_specific_credentials (user_id, position);
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
-- Signing certificates of users, and of an account's root, which is no user. A certificate is in an account once,
-- whosever it is.
CREATE TABLE signing_certificates (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  account INTEGER NOT NULL,
  user_id INTEGER REFERENCES entities (id),
  status TEXT NOT NULL,
  uploaded_at INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX signing_certificates_by_fingerprint ON signing_certificates (account, fingerprint);
CREATE INDEX signing_certificates_by_owner ON signing_certificates (user_id, account, position);
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
-- Rows lie in the order of the last part of their ARN: path and name, without the slash before them. The seed is what
-- one-time codes are made of. A device that a user has enabled names the user, and how many steps its clock is ahead.
CREATE TABLE mfa_devices (
  id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  account INTEGER NOT NULL,
  resource TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seed TEXT NOT NULL,
  user_id INTEGER REFERENCES entities (id),
  enabled_at INTEGER,
  steps_ahead INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (account, resource),
  CHECK ((user_id IS NULL) = (enabled_at IS NULL))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX mfa_devices_by_id ON mfa_devices (id);
CREATE INDEX mfa_devices_by_user ON mfa_devices (user_id) WHERE user_id IS NOT NULL;
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
-- Metadata documents have up to ten megabytes: rows are found through the index, and lists leave the documents alone.
CREATE TABLE saml_providers (
  id INTEGER PRIMARY KEY REFERENCES entities (id) ON DELETE CASCADE,
  account INTEGER NOT NULL,
  name TEXT NOT NULL,
  uuid TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  valid_until INTEGER NOT NULL,
  assertion_encryption_mode TEXT NOT NULL,
  metadata TEXT NOT NULL,
  UNIQUE (account, name)
) STRICT;

-- In the order they were added.
CREATE TABLE saml_private_keys (
  provider INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  key_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  pem TEXT NOT NULL,
  PRIMARY KEY (provider, position)
) STRICT, WITHOUT ROWID;
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
-- Who issues an account's outbound tokens. The issuer is the account's own: it keeps it while the feature is off.
CREATE TABLE token_issuers (
  account INTEGER PRIMARY KEY,
  issuer TEXT NOT NULL UNIQUE,
  is_enabled INTEGER NOT NULL
) STRICT;
-- Quotas that were set for an account; the others have their defaults.
CREATE TABLE quotas (
  account INTEGER NOT NULL,
  name TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;
-- The newest credential report of an account, as it was when it was asked for.
CREATE TABLE credential_reports (
  account INTEGER PRIMARY KEY,
  generated_at INTEGER NOT NULL,
  content TEXT NOT NULL
) STRICT;
-- When a user or a role last attempted an action, by the names that policies use for it.
CREATE TABLE action_uses (
  entity INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  service TEXT NOT NULL,
  action TEXT NOT NULL,
  used_at INTEGER NOT NULL,
  region TEXT NOT NULL,
  PRIMARY KEY (entity, service, action)
) STRICT, WITHOUT ROWID;
-- Reports of access advisor. All of a report is of the moment it was asked for, and stays so whatever becomes of the
-- entities and policies it is about.
CREATE TABLE access_reports (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL,
  job TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  granularity TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX access_reports_by_age ON access_reports (account, created_at, id);

-- What the policies allow some action of.
CREATE TABLE access_report_services (
  report INTEGER NOT NULL REFERENCES access_reports (id) ON DELETE CASCADE,
  service TEXT NOT NULL,
  PRIMARY KEY (report, service)
) STRICT, WITHOUT ROWID;

-- Which of the actions that are tracked they allow.
CREATE TABLE access_report_actions (
  report INTEGER NOT NULL REFERENCES access_reports (id) ON DELETE CASCADE,
  service TEXT NOT NULL,
  action TEXT NOT NULL,
  PRIMARY KEY (report, service, action)
) STRICT, WITHOUT ROWID;

-- The users and roles that could have used the policies. No reference to the entity: the report outlives it.
CREATE TABLE access_report_entities (
  report INTEGER NOT NULL REFERENCES access_reports (id) ON DELETE CASCADE,
  entity INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  unique_id TEXT NOT NULL,
  PRIMARY KEY (report, entity)
) STRICT, WITHOUT ROWID;

CREATE TABLE access_report_uses (
  report INTEGER NOT NULL REFERENCES access_reports (id) ON DELETE CASCADE,
  service TEXT NOT NULL,
  action TEXT NOT NULL,
  entity INTEGER NOT NULL,
  used_at INTEGER NOT NULL,
  region TEXT NOT NULL,
  PRIMARY KEY (report, service, action, entity)
) STRICT, WITHOUT ROWID;
-- Organizations, as the operator stated them. `account` is the management account.
CREATE TABLE organizations (
  number INTEGER PRIMARY KEY,
  account INTEGER NOT NULL UNIQUE,
  id TEXT NOT NULL UNIQUE,
  has_all_features INTEGER NOT NULL,
  trusts_iam INTEGER NOT NULL,
  manages_root_credentials INTEGER NOT NULL,
  allows_root_sessions INTEGER NOT NULL
) STRICT;

-- Service control policies (kind 0) and resource control policies (kind 1), FullAWSAccess and RCPFullAWSAccess included.
CREATE TABLE control_policies (
  number INTEGER PRIMARY KEY,
  organization INTEGER NOT NULL REFERENCES organizations (number) ON DELETE CASCADE,
  kind INTEGER NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  document TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX control_policies_by_id ON control_policies (organization, id);

-- What policies are attached to: the root, which has no parent, units, and accounts. `account` is that of an account,
-- which is in one organization at most.
CREATE TABLE organization_targets (
  number INTEGER PRIMARY KEY,
  organization INTEGER NOT NULL REFERENCES organizations (number) ON DELETE CASCADE,
  parent INTEGER REFERENCES organization_targets (number) ON DELETE CASCADE,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  account INTEGER,
  is_delegated_administrator INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX organization_targets_by_account ON organization_targets (account);
CREATE UNIQUE INDEX organization_targets_by_id ON organization_targets (organization, id);
CREATE INDEX organization_targets_by_parent ON organization_targets (parent);

CREATE TABLE attached_control_policies (
  target INTEGER NOT NULL REFERENCES organization_targets (number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  policy INTEGER NOT NULL REFERENCES control_policies (number) ON DELETE CASCADE,
  PRIMARY KEY (target, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX attached_control_policies_by_policy ON attached_control_policies (policy);
-- Reports on the access of accounts in an organization, as they were when they were asked for. `account` is the
-- management account. A report that failed has an error and no services.
CREATE TABLE organization_reports (
  number INTEGER PRIMARY KEY,
  account INTEGER NOT NULL,
  job TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  error_code TEXT,
  error_message TEXT
) STRICT;

CREATE INDEX organization_reports_by_age ON organization_reports (account, created_at);

CREATE TABLE organization_report_services (
  report INTEGER NOT NULL REFERENCES organization_reports (number) ON DELETE CASCADE,
  service TEXT NOT NULL,
  accounts INTEGER NOT NULL,
  used_at INTEGER,
  region TEXT,
  entity_path TEXT,
  PRIMARY KEY (report, service)
) STRICT, WITHOUT ROWID;
-- What a partner may ask for. `account` is the partner's.
CREATE TABLE delegation_templates (
  arn TEXT PRIMARY KEY,
  account INTEGER NOT NULL,
  partner_name TEXT NOT NULL,
  policy TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX delegation_templates_by_account ON delegation_templates (account);

-- `account` is the partner's that asks. The numbers grow with the order of creation.
CREATE TABLE delegation_requests (
  number INTEGER PRIMARY KEY,
  account INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  workflow_id TEXT NOT NULL,
  partner_name TEXT NOT NULL,
  description TEXT NOT NULL,
  message TEXT,
  redirect_url TEXT,
  topic TEXT NOT NULL,
  session_duration_s INTEGER NOT NULL,
  only_send_by_owner INTEGER NOT NULL,
  template_arn TEXT NOT NULL,
  permission_policy TEXT NOT NULL,
  state INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  approver TEXT,
  notes TEXT,
  rejection_reason TEXT,
  exchange_token TEXT UNIQUE
) STRICT;

CREATE UNIQUE INDEX delegation_requests_by_workflow ON delegation_requests (account, workflow_id);

-- A row for each value of each parameter, in the order they were given.
CREATE TABLE delegation_parameters (
  request INTEGER NOT NULL REFERENCES delegation_requests (number) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT,
  value TEXT NOT NULL,
  PRIMARY KEY (request, place, position)
) STRICT, WITHOUT ROWID;

-- The account that is asked, once it is known, and who in it took the request up.
CREATE TABLE delegation_owners (
  request INTEGER PRIMARY KEY REFERENCES delegation_requests (number) ON DELETE CASCADE,
  account INTEGER NOT NULL,
  owner TEXT
) STRICT;

CREATE INDEX delegation_owners_by_account ON delegation_owners (account, request);

-- An account that is forgotten was asked for nothing.
CREATE TRIGGER delegation_requests_go_with_their_owners AFTER DELETE ON delegation_owners
BEGIN
  DELETE FROM delegation_requests WHERE number = OLD.request;
END;
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
-- What the server seals session tokens and encoded authorization messages with. Keys are the server's own, not an
-- account's: a reset leaves them.
CREATE TABLE server_keys (
  name TEXT NOT NULL PRIMARY KEY,
  key TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- Sessions are not stored: their tokens carry them. A token names the epoch of its account, so that all sessions of an
-- account end when it is reset, and its epoch with it.
CREATE TABLE session_epochs (
  account INTEGER PRIMARY KEY,
  epoch TEXT NOT NULL
) STRICT;
-- What Huawei Cloud's IAM keeps and AWS's does not. A row of its own for each, so that users and groups made through
-- AWS's face need none.

-- What users and groups are described by. AWS describes only roles and policies.
CREATE TABLE descriptions (
  entity INTEGER PRIMARY KEY REFERENCES entities (id) ON DELETE CASCADE,
  description TEXT NOT NULL
) STRICT;

-- Users whose access keys are refused, whichever face they are shown to.
CREATE TABLE disabled_users (
  user_id INTEGER PRIMARY KEY REFERENCES entities (id) ON DELETE CASCADE
) STRICT;

-- What an account demands of passwords beside what AWS has a word for.
CREATE TABLE password_demands (
  account INTEGER PRIMARY KEY,
  kinds_min INTEGER NOT NULL,
  repetition_max INTEGER NOT NULL,
  age_minutes_min INTEGER NOT NULL,
  unlike_user_name INTEGER NOT NULL
) STRICT;

-- Settings of an account that nothing but their own operations reads, each a JSON object.
CREATE TABLE account_settings (
  account INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;
-- What Alexa for Business keeps of users and AWS IAM does not. A user made through another face gets its row when it
-- is first invited. An enrollment without an invitation is INITIALIZED, with one it is PENDING, and REGISTERED once the
-- invitation was accepted.
CREATE TABLE alexa_users (
  user_id INTEGER PRIMARY KEY REFERENCES entities (id) ON DELETE CASCADE,
  first_name TEXT,
  last_name TEXT,
  email TEXT,
  enrollment_id TEXT NOT NULL UNIQUE,
  invited_at INTEGER,
  registered_at INTEGER
) STRICT;

-- Which user a request with that token made, and what the request said, so that sending it again makes no other.
CREATE TABLE alexa_creations (
  account INTEGER NOT NULL,
  token TEXT NOT NULL,
  user_id INTEGER NOT NULL UNIQUE REFERENCES entities (id) ON DELETE CASCADE,
  request_hash TEXT NOT NULL,
  PRIMARY KEY (account, token)
) STRICT, WITHOUT ROWID;
