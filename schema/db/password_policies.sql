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
