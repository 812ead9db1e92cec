-- Deletions of service-linked roles that were asked for. They succeed at once; that they were asked for is remembered.
CREATE TABLE role_deletion_tasks (
  account INTEGER NOT NULL,
  task TEXT NOT NULL,
  PRIMARY KEY (account, task)
) STRICT, WITHOUT ROWID;
