-- When an agency or a team ended, and what was changed of agencies, teams and accounts: when, by whom, what it was before. And bank
-- holidays that are none, though the program says so.

ALTER TABLE agency ADD COLUMN ended_at BIGINT;
ALTER TABLE team ADD COLUMN ended_at BIGINT;

-- subject is the agency, the team or the worker.
CREATE TABLE house_change (
  authority_id BIGINT NOT NULL,
  change_id BLOB NOT NULL,
  subject BLOB NOT NULL,
  what TEXT NOT NULL,
  was TEXT NOT NULL,
  became TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by TEXT NOT NULL,
  PRIMARY KEY (authority_id, change_id)
);
CREATE INDEX house_change_of ON house_change (authority_id, subject, changed_at);

ALTER TABLE bank_holiday ADD COLUMN working BOOLEAN NOT NULL DEFAULT FALSE;
