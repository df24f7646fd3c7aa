-- Places, releases, signals and shares.

-- A warning as its sender sent it: on the perpetrator's side. What it says is sealed as a version.
CREATE TABLE signal_sent (
  authority_id BIGINT NOT NULL,
  sent_id BLOB NOT NULL,
  strand_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  sent_at BIGINT NOT NULL,
  sent_by BLOB NOT NULL,
  PRIMARY KEY (authority_id, sent_id)
);
CREATE INDEX signal_sent_of ON signal_sent (authority_id, strand_id, sent_at);

-- The same warning as it came to one strand of the other side: a record of its own, so that nothing on the sender's side says
-- whether it came to anybody.
CREATE TABLE signal (
  authority_id BIGINT NOT NULL,
  signal_id BLOB NOT NULL,
  strand_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  sent_at BIGINT NOT NULL,
  sender_role TEXT,
  acknowledged_at BIGINT,
  acknowledged_by BLOB,
  PRIMARY KEY (authority_id, signal_id)
);
CREATE INDEX signal_of ON signal (authority_id, strand_id, sent_at);
CREATE INDEX signal_waiting ON signal (authority_id, acknowledged_at, sent_at);

-- Where somebody is, or is reached: one place each, with its dates. What it is is sealed as versions.
CREATE TABLE place (
  authority_id BIGINT NOT NULL,
  place_id BLOB NOT NULL,
  strand_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  written_by BLOB NOT NULL,
  PRIMARY KEY (authority_id, place_id)
);
CREATE INDEX place_of ON place (authority_id, strand_id, known_from);

-- Keyed hashes of what a place says, in its plainest form.
CREATE TABLE place_key (
  authority_id BIGINT NOT NULL,
  key BIGINT NOT NULL,
  strand_id BLOB NOT NULL,
  place_id BLOB NOT NULL,
  PRIMARY KEY (authority_id, key, place_id)
);

-- How somebody is contacted safely: a record for each strand, and who wrote each of its versions.
CREATE TABLE safe_contact (
  authority_id BIGINT NOT NULL,
  strand_id BLOB NOT NULL,
  version BIGINT NOT NULL,
  record_id BLOB NOT NULL,
  written_at BIGINT NOT NULL,
  written_by BLOB NOT NULL,
  PRIMARY KEY (authority_id, strand_id, version)
);

-- Facts let through to the perpetrator's side: of a strand, or a shared item (then the note is named and says what).
CREATE TABLE release_fact (
  authority_id BIGINT NOT NULL,
  release_id BLOB NOT NULL,
  family_id BLOB NOT NULL,
  strand_id BLOB,
  note_id BLOB,
  kind TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  made_by BLOB NOT NULL,
  review_at BIGINT NOT NULL,
  recalled_at BIGINT,
  recalled_by BLOB,
  PRIMARY KEY (authority_id, release_id)
);
CREATE INDEX release_fact_of ON release_fact (authority_id, family_id, made_at);

-- Strands shared with one worker for a time.
CREATE TABLE strand_share (
  authority_id BIGINT NOT NULL,
  share_id BLOB NOT NULL,
  strand_id BLOB NOT NULL,
  worker_id BLOB NOT NULL,
  aspect TEXT NOT NULL,
  located BOOLEAN NOT NULL,
  purpose TEXT NOT NULL,
  basis TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  made_by BLOB NOT NULL,
  expires_at BIGINT NOT NULL,
  recalled_at BIGINT,
  recalled_by BLOB,
  PRIMARY KEY (authority_id, share_id)
);
CREATE INDEX strand_share_of ON strand_share (authority_id, strand_id, made_at);
CREATE INDEX strand_share_to ON strand_share (authority_id, worker_id, expires_at);

-- On which side of the wall somebody belongs who stood on both. The reasons are sealed as a version.
CREATE TABLE aggressor (
  authority_id BIGINT NOT NULL,
  record_id BLOB NOT NULL,
  family_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  harms BOOLEAN NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  recorded_by BLOB NOT NULL,
  PRIMARY KEY (authority_id, record_id)
);
CREATE INDEX aggressor_of ON aggressor (authority_id, family_id, known_from);
