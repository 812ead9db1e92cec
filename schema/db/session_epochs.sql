-- Sessions are not stored: their tokens carry them. A token names an epoch of its account, and is good while that is
-- known: a reset forgets all of them, and to go back to a savepoint forgets those that began after it. No session
-- begins in an epoch that is closed, as all are when a savepoint is made. Epochs are numbered as they begin, so that an
-- account's oldest can end: where ids repeat, each session has one.
CREATE TABLE session_epochs (
  account INTEGER NOT NULL,
  epoch TEXT NOT NULL,
  is_open INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (account, epoch)
) STRICT, WITHOUT ROWID;

CREATE INDEX session_epochs_by_number ON session_epochs (account, number);
