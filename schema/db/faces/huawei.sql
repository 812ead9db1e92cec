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
