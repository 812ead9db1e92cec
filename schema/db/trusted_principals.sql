-- The users and roles of the account that trust policies name, as the documents spell them. A document that is saved
-- means these very principals: it follows them when they are renamed, and not when others take their names.
CREATE TABLE trusted_principals (
  role INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  principal INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  spelling TEXT NOT NULL,
  PRIMARY KEY (role, principal)
) STRICT, WITHOUT ROWID;

CREATE INDEX trusted_principals_by_principal ON trusted_principals (principal, role);
