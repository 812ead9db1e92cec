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
