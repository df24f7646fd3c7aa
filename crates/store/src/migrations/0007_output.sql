-- Outputs, their release and the disclosure register: what leaves, to whom, on what grounds, and who else decided it.

CREATE TABLE output (
  authority_id BIGINT NOT NULL,
  output_id BLOB NOT NULL,
  family_id BLOB NOT NULL,
  strand_id BLOB NOT NULL,
  template TEXT NOT NULL,
  format TEXT NOT NULL,
  channel TEXT NOT NULL,
  addressee_kind TEXT NOT NULL,
  addressee_id BLOB,
  purpose TEXT NOT NULL,
  number TEXT NOT NULL,
  state TEXT NOT NULL,
  -- The exact bytes: their hash, and the record in which they are sealed.
  hash BLOB NOT NULL,
  file_id BLOB NOT NULL,
  written_at BIGINT NOT NULL,
  written_by BLOB NOT NULL,
  decided_at BIGINT,
  decided_by BLOB,
  sent_at BIGINT,
  sent_by BLOB,
  PRIMARY KEY (authority_id, output_id)
);
CREATE INDEX output_strand ON output (authority_id, strand_id, written_at, output_id);
CREATE INDEX output_written ON output (authority_id, written_at, output_id);

-- Those to whom nothing of a family goes. Who and where they are is sealed.
CREATE TABLE barred (
  authority_id BIGINT NOT NULL,
  barred_id BLOB NOT NULL,
  family_id BLOB NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  set_by BLOB NOT NULL,
  PRIMARY KEY (authority_id, barred_id)
);
CREATE INDEX barred_family ON barred (authority_id, family_id);
