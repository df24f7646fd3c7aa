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
