-- Interests of workers, broken glass and its review.

-- Who a worker is outside work, for finding them among the people of families: sealed under the worker's own id.
CREATE TABLE worker_identity (
  authority_id BIGINT NOT NULL,
  worker_id BLOB NOT NULL,
  version BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT NOT NULL,
  PRIMARY KEY (authority_id, worker_id)
);

-- The keyed lookups of workers and of whom they declared, the same as those of persons.
CREATE TABLE worker_key (
  authority_id BIGINT NOT NULL,
  key BIGINT NOT NULL,
  worker_id BLOB NOT NULL,
  PRIMARY KEY (authority_id, key, worker_id)
);
CREATE INDEX worker_key_worker ON worker_key (authority_id, worker_id);

-- A worker's possible interest, and what was decided. version is that of its sealed reason; 0 before there is one.
CREATE TABLE interest (
  authority_id BIGINT NOT NULL,
  interest_id BLOB NOT NULL,
  worker_id BLOB NOT NULL,
  state TEXT NOT NULL,
  raised_at BIGINT NOT NULL,
  decided_at BIGINT,
  decided_by TEXT,
  version BIGINT NOT NULL,
  PRIMARY KEY (authority_id, interest_id)
);
CREATE INDEX interest_state ON interest (authority_id, state, raised_at);
CREATE INDEX interest_worker ON interest (authority_id, worker_id);

-- In whom it was found: somebody of a contact, whoever they are held to be. What it closes follows from the links of each moment.
-- The principal is written as in reach_grant: grants give, interests take away.
CREATE TABLE interest_in (
  authority_id BIGINT NOT NULL,
  principal TEXT NOT NULL,
  root_id BLOB NOT NULL,
  contact_id BLOB NOT NULL,
  interest_id BLOB NOT NULL,
  state TEXT NOT NULL,
  likeness BIGINT NOT NULL,
  PRIMARY KEY (authority_id, principal, root_id)
);
CREATE INDEX interest_in_interest ON interest_in (authority_id, interest_id);
CREATE INDEX interest_in_state ON interest_in (authority_id, state, principal);

CREATE INDEX sighting_root ON sighting (authority_id, root_id);

-- Broken glass: written once and never changed, so that what it opens, for whom and until when are as they were at the start.
-- Without a strand it opened nothing.
CREATE TABLE glass (
  authority_id BIGINT NOT NULL,
  glass_id BLOB NOT NULL,
  worker_id BLOB NOT NULL,
  strand_id BLOB,
  found TEXT NOT NULL,
  reason TEXT NOT NULL,
  broken_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  PRIMARY KEY (authority_id, glass_id)
);
CREATE INDEX glass_worker ON glass (authority_id, worker_id, ends_at);
CREATE INDEX glass_strand ON glass (authority_id, strand_id, ends_at);

-- Uses that somebody else reviews: each broken glass, and each day's use of a right that reaches every family. The glass is the nil
-- id where there is none. version is that of the sealed reason of the review; 0 before there is one.
CREATE TABLE review (
  authority_id BIGINT NOT NULL,
  review_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  worker_id BLOB NOT NULL,
  subject_kind TEXT NOT NULL,
  subject BLOB,
  day TEXT NOT NULL,
  glass_id BLOB NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  uses BIGINT NOT NULL,
  outcome TEXT,
  decided_at BIGINT,
  decided_by TEXT,
  version BIGINT NOT NULL,
  PRIMARY KEY (authority_id, review_id)
);
CREATE UNIQUE INDEX review_use ON review (authority_id, worker_id, kind, subject, day, glass_id);
CREATE INDEX review_open ON review (authority_id, decided_at, first_at);

-- Who opened a record: the ledger's entries of reading, by what was read. Entries of taking in are not in it.
CREATE INDEX ledger_opened ON ledger_entry (authority_id, subject, at)
  WHERE act IN ('strand_view', 'person_view', 'person_view_past', 'contact_view', 'contact_view_past', 'glass_break');
