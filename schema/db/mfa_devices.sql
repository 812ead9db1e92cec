-- Rows lie in the order of the last part of their ARN: path and name, without the slash before them. The seed is what
-- one-time codes are made of. A device that a user has enabled names the user, and how many steps its clock is ahead;
-- last_step is, by its clock, that of the last code that was taken: that code and older ones are used up.
CREATE TABLE mfa_devices (
  id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  account INTEGER NOT NULL,
  resource TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seed TEXT NOT NULL,
  user_id INTEGER REFERENCES entities (id),
  enabled_at INTEGER,
  steps_ahead INTEGER NOT NULL DEFAULT 0,
  last_step INTEGER,
  PRIMARY KEY (account, resource),
  CHECK ((user_id IS NULL) = (enabled_at IS NULL))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX mfa_devices_by_id ON mfa_devices (id);
CREATE INDEX mfa_devices_by_user ON mfa_devices (user_id) WHERE user_id IS NOT NULL;
