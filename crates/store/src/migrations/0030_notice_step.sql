-- What became of notices: each line is a fact with the instant of which it tells and that from which it is known, ended where it is taken
-- back and never removed, so that a report is made again as it was. before_school was judged when it was recorded, by the school's days
-- as they were known then: the school itself is sealed, and what is told later of a day judges nothing anew.
CREATE TABLE notice_step (
  authority_id BIGINT NOT NULL,
  notice_id BLOB NOT NULL,
  version BIGINT NOT NULL,
  step TEXT NOT NULL,
  dated_at BIGINT NOT NULL,
  before_school BOOLEAN NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  PRIMARY KEY (authority_id, notice_id, version, step)
);
CREATE INDEX notice_made ON notice (authority_id, made_at);

-- What became of the notices that there are already is written by a job for each, which can open which school each was for.
