-- Meetings about families at high risk, who takes part, and which families are listed. A listing ends; it is never removed.

CREATE TABLE meeting (
  authority_id BIGINT NOT NULL,
  meeting_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  held_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  chair_id BLOB NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (authority_id, meeting_id)
);
CREATE INDEX meeting_held ON meeting (authority_id, held_at);

-- Who takes part, the chair too.
CREATE TABLE meeting_member (
  authority_id BIGINT NOT NULL,
  meeting_id BLOB NOT NULL,
  worker_id BLOB NOT NULL,
  PRIMARY KEY (authority_id, meeting_id, worker_id)
);
CREATE INDEX meeting_of_member ON meeting_member (authority_id, worker_id, meeting_id);

CREATE TABLE meeting_listing (
  authority_id BIGINT NOT NULL,
  listing_id BLOB NOT NULL,
  meeting_id BLOB NOT NULL,
  family_id BLOB NOT NULL,
  reason TEXT NOT NULL,
  listed_at BIGINT NOT NULL,
  listed_by BLOB NOT NULL,
  ended_at BIGINT,
  ended_by BLOB,
  PRIMARY KEY (authority_id, listing_id)
);
CREATE INDEX meeting_families ON meeting_listing (authority_id, meeting_id, listed_at);
CREATE INDEX family_meetings ON meeting_listing (authority_id, family_id, meeting_id);
