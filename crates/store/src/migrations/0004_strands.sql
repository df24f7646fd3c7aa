-- Strands: one person's side of a family's work, who works on it, who covers, and what is written there.

CREATE TABLE strand (
  authority_id BIGINT NOT NULL,
  strand_id BLOB NOT NULL,
  family_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  person_id BLOB NOT NULL,
  opened_at BIGINT NOT NULL,
  opened_by TEXT NOT NULL,
  closed_at BIGINT,
  PRIMARY KEY (authority_id, strand_id)
);
CREATE INDEX strand_family ON strand (authority_id, family_id, kind, person_id);
CREATE INDEX strand_open ON strand (authority_id, closed_at, kind, opened_at);

-- Who is allocated, in which role; ended rows stay, so that access as it was can be told.
CREATE TABLE strand_worker (
  authority_id BIGINT NOT NULL,
  strand_id BLOB NOT NULL,
  worker_id BLOB NOT NULL,
  role TEXT NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  PRIMARY KEY (authority_id, strand_id, worker_id, known_from)
);
CREATE INDEX strand_worker_worker ON strand_worker (authority_id, worker_id);

-- Who covers for whom, as a manager has recorded. A cover has the covered worker's strands and never their roles.
CREATE TABLE worker_cover (
  authority_id BIGINT NOT NULL,
  covered_id BLOB NOT NULL,
  cover_id BLOB NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT NOT NULL,
  set_by TEXT NOT NULL,
  PRIMARY KEY (authority_id, cover_id, covered_id, known_from)
);

-- Notes of a strand, and items that a family's workers share (without a strand). What they say is sealed as a version.
CREATE TABLE note (
  authority_id BIGINT NOT NULL,
  note_id BLOB NOT NULL,
  family_id BLOB NOT NULL,
  strand_id BLOB,
  written_at BIGINT NOT NULL,
  written_by BLOB NOT NULL,
  opted_in_at BIGINT,
  opted_in_by BLOB,
  PRIMARY KEY (authority_id, note_id)
);
CREATE INDEX note_of ON note (authority_id, family_id, strand_id, written_at);

-- When the one who is signed in last showed again who they are; empty: when they signed in.
ALTER TABLE session ADD COLUMN confirmed_at BIGINT;
