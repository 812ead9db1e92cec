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
