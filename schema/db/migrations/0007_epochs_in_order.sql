-- Epochs are numbered as they begin, so that an account's oldest can end: where ids repeat, each session has one.
CREATE TEMPORARY TABLE old AS SELECT * FROM session_epochs;
DROP TABLE session_epochs;
CREATE TABLE session_epochs (
  account INTEGER NOT NULL,
  epoch TEXT NOT NULL,
  is_open INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (account, epoch)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_epochs_by_number ON session_epochs (account, number);
INSERT INTO session_epochs SELECT account, epoch, is_open, 0 FROM old;
DROP TABLE old;
