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
  ON CONFLICT (account, kind) DO UPDATE SET count = entity_counts.count + 1;
END;

CREATE TRIGGER policy_versions_uncounted AFTER DELETE ON policy_versions BEGIN
  UPDATE entity_counts SET count = count - 1 WHERE account = old.account AND kind = 'policy version';
END;

CREATE INDEX policy_versions_by_account ON policy_versions (account);
