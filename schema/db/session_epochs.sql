-- Sessions are not stored: their tokens carry them. A token names the epoch of its account, so that all sessions of an
-- account end when it is reset, and its epoch with it.
CREATE TABLE session_epochs (
  account INTEGER PRIMARY KEY,
  epoch TEXT NOT NULL
) STRICT;
