-- The house: the ledger, sealed versions, and the tables of the hub.
-- Types: BIGINT, TEXT, BLOB, BOOLEAN. Times are microseconds UTC. Ids are sixteen bytes. authority_id comes first in every key.
-- known_from and known_until say when the hub knew a row; known_until is empty while it still does. Nothing is overwritten.

CREATE TABLE authority (
  authority_id BIGINT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

-- Keys of the authority, each wrapped under the key of the key file, which is never in the database.
CREATE TABLE keyring (
  authority_id BIGINT NOT NULL,
  purpose TEXT NOT NULL,
  wrapped BLOB NOT NULL,
  PRIMARY KEY (authority_id, purpose)
);

CREATE TABLE ledger_entry (
  authority_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  at BIGINT NOT NULL,
  principal_kind TEXT NOT NULL,
  principal TEXT NOT NULL,
  act TEXT NOT NULL,
  outcome TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject BLOB,
  purpose TEXT NOT NULL,
  touched BLOB NOT NULL,
  leaf BLOB NOT NULL,
  PRIMARY KEY (authority_id, seq)
);

-- One row per authority. The frontier is the hashes of the tree's complete subtrees; the mac is under a key that is not here.
CREATE TABLE ledger_head (
  authority_id BIGINT NOT NULL PRIMARY KEY,
  size BIGINT NOT NULL,
  frontier BLOB NOT NULL,
  root BLOB NOT NULL,
  mac BLOB NOT NULL
);

-- Every version of every record, sealed. Destroying wrapped_key and payload disposes of it; the commitment stays.
CREATE TABLE version (
  authority_id BIGINT NOT NULL,
  record_id BLOB NOT NULL,
  version BIGINT NOT NULL,
  kind TEXT NOT NULL,
  compartment TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  wrapped_key BLOB,
  payload BLOB,
  commitment BLOB NOT NULL,
  PRIMARY KEY (authority_id, record_id, version)
);

CREATE TABLE agency (
  authority_id BIGINT NOT NULL,
  agency_id BLOB NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (authority_id, agency_id)
);

CREATE TABLE team (
  authority_id BIGINT NOT NULL,
  team_id BLOB NOT NULL,
  agency_id BLOB NOT NULL,
  name TEXT NOT NULL,
  hub BOOLEAN NOT NULL,
  PRIMARY KEY (authority_id, team_id)
);

CREATE TABLE worker (
  authority_id BIGINT NOT NULL,
  worker_id BLOB NOT NULL,
  team_id BLOB,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  password_hash TEXT,
  totp_wrapped BLOB,
  totp_step BIGINT NOT NULL,
  failures BIGINT NOT NULL,
  held_until BIGINT NOT NULL,
  PRIMARY KEY (authority_id, worker_id)
);
CREATE UNIQUE INDEX worker_email ON worker (authority_id, email);

CREATE TABLE worker_role (
  authority_id BIGINT NOT NULL,
  worker_id BLOB NOT NULL,
  role TEXT NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  PRIMARY KEY (authority_id, worker_id, role, known_from)
);

-- The reach: written with every change of roles, in its transaction, and joined into every list.
CREATE TABLE reach_grant (
  authority_id BIGINT NOT NULL,
  principal TEXT NOT NULL,
  scope TEXT NOT NULL,
  scope_id BLOB NOT NULL,
  located BOOLEAN NOT NULL,
  PRIMARY KEY (authority_id, principal, scope, scope_id)
);

CREATE TABLE session (
  authority_id BIGINT NOT NULL,
  token_hash BLOB NOT NULL,
  session_id BLOB NOT NULL,
  worker_id BLOB NOT NULL,
  csrf BLOB NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  ended_at BIGINT,
  PRIMARY KEY (authority_id, token_hash)
);

CREATE TABLE sign_in_link (
  authority_id BIGINT NOT NULL,
  token_hash BLOB NOT NULL,
  worker_id BLOB NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (authority_id, token_hash)
);

CREATE TABLE contact (
  authority_id BIGINT NOT NULL,
  contact_id BLOB NOT NULL,
  source TEXT NOT NULL,
  reference BIGINT,
  state TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  grade BIGINT NOT NULL,
  domestic_abuse TEXT NOT NULL,
  version BIGINT NOT NULL,
  feed_version BIGINT NOT NULL,
  children BIGINT NOT NULL,
  people BIGINT NOT NULL,
  flags BIGINT NOT NULL,
  worker_id BLOB,
  team_id BLOB,
  taken_at BIGINT,
  PRIMARY KEY (authority_id, contact_id)
);
CREATE UNIQUE INDEX contact_reference ON contact (authority_id, source, reference);
CREATE INDEX contact_queue ON contact (authority_id, state, received_at, contact_id, grade, source, domestic_abuse, worker_id, team_id);

-- A contact's facts by version, for pages and reports as known at an instant.
CREATE TABLE contact_known (
  authority_id BIGINT NOT NULL,
  contact_id BLOB NOT NULL,
  version BIGINT NOT NULL,
  feed_version BIGINT NOT NULL,
  digest BLOB NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  source TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  grade BIGINT NOT NULL,
  domestic_abuse TEXT NOT NULL,
  PRIMARY KEY (authority_id, contact_id, version)
);
CREATE INDEX contact_known_received ON contact_known (authority_id, received_at);

CREATE TABLE allocation (
  authority_id BIGINT NOT NULL,
  contact_id BLOB NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  worker_id BLOB NOT NULL,
  PRIMARY KEY (authority_id, contact_id, known_from)
);

CREATE TABLE sighting (
  authority_id BIGINT NOT NULL,
  sighting_id BLOB NOT NULL,
  root_id BLOB NOT NULL,
  contact_id BLOB NOT NULL,
  ordinal BIGINT NOT NULL,
  role TEXT NOT NULL,
  child BOOLEAN NOT NULL,
  protects BOOLEAN NOT NULL,
  person_id BLOB,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  PRIMARY KEY (authority_id, sighting_id)
);
CREATE INDEX sighting_contact ON sighting (authority_id, contact_id, ordinal);
CREATE INDEX sighting_person ON sighting (authority_id, person_id, contact_id);

CREATE TABLE person (
  authority_id BIGINT NOT NULL,
  person_id BLOB NOT NULL,
  version BIGINT NOT NULL,
  protected BOOLEAN NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  PRIMARY KEY (authority_id, person_id)
);

-- Links are never changed: an undone one keeps its row.
CREATE TABLE link (
  authority_id BIGINT NOT NULL,
  link_id BLOB NOT NULL,
  match_id BLOB NOT NULL,
  sighting_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  how TEXT NOT NULL,
  made_by TEXT NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  undone_by TEXT,
  PRIMARY KEY (authority_id, link_id)
);
CREATE INDEX link_sighting ON link (authority_id, sighting_id);
CREATE INDEX link_person ON link (authority_id, person_id);
CREATE INDEX link_match ON link (authority_id, match_id);

CREATE TABLE not_same (
  authority_id BIGINT NOT NULL,
  sighting_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  made_by TEXT NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  PRIMARY KEY (authority_id, sighting_id, person_id, known_from)
);

CREATE TABLE family (
  authority_id BIGINT NOT NULL,
  family_id BLOB NOT NULL,
  version BIGINT NOT NULL,
  known_from BIGINT NOT NULL,
  PRIMARY KEY (authority_id, family_id)
);

CREATE TABLE family_member (
  authority_id BIGINT NOT NULL,
  family_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  match_id BLOB NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  PRIMARY KEY (authority_id, family_id, person_id, known_from)
);
CREATE INDEX family_member_person ON family_member (authority_id, person_id);
CREATE INDEX family_member_match ON family_member (authority_id, match_id);

CREATE TABLE contact_family (
  authority_id BIGINT NOT NULL,
  contact_id BLOB NOT NULL,
  family_id BLOB NOT NULL,
  match_id BLOB NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  PRIMARY KEY (authority_id, contact_id, family_id, known_from)
);
CREATE INDEX contact_family_family ON contact_family (authority_id, family_id);
CREATE INDEX contact_family_match ON contact_family (authority_id, match_id);

-- Lookups are keyed hashes: a stolen database lists no names and no addresses.
CREATE TABLE person_key (
  authority_id BIGINT NOT NULL,
  key BIGINT NOT NULL,
  person_id BLOB NOT NULL,
  PRIMARY KEY (authority_id, key, person_id)
);
CREATE INDEX person_key_person ON person_key (authority_id, person_id);

-- Sightings still to be matched, by the same keys, so that a person made later is proposed for them.
CREATE TABLE sighting_key (
  authority_id BIGINT NOT NULL,
  key BIGINT NOT NULL,
  sighting_id BLOB NOT NULL,
  PRIMARY KEY (authority_id, key, sighting_id)
);
CREATE INDEX sighting_key_sighting ON sighting_key (authority_id, sighting_id);

CREATE TABLE candidate (
  authority_id BIGINT NOT NULL,
  contact_id BLOB NOT NULL,
  sighting_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  millionths BIGINT NOT NULL,
  PRIMARY KEY (authority_id, contact_id, sighting_id, person_id)
);
CREATE INDEX candidate_person ON candidate (authority_id, person_id);

CREATE TABLE decision (
  authority_id BIGINT NOT NULL,
  decision_id BLOB NOT NULL,
  contact_id BLOB NOT NULL,
  child_id BLOB,
  outcome TEXT NOT NULL,
  decided_at BIGINT NOT NULL,
  decided_by TEXT NOT NULL,
  version BIGINT NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  PRIMARY KEY (authority_id, decision_id)
);
CREATE INDEX decision_contact ON decision (authority_id, contact_id);

CREATE TABLE import_run (
  authority_id BIGINT NOT NULL,
  import_id BLOB NOT NULL,
  feed TEXT NOT NULL,
  file_name TEXT NOT NULL,
  started_by TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  finished_at BIGINT,
  state TEXT NOT NULL,
  parts BIGINT NOT NULL,
  total_rows BIGINT NOT NULL,
  done_rows BIGINT NOT NULL,
  people BIGINT NOT NULL,
  created BIGINT NOT NULL,
  updated BIGINT NOT NULL,
  unchanged BIGINT NOT NULL,
  quarantined BIGINT NOT NULL,
  PRIMARY KEY (authority_id, import_id)
);

CREATE TABLE import_issue (
  authority_id BIGINT NOT NULL,
  import_id BLOB NOT NULL,
  ordinal BIGINT NOT NULL,
  row_number BIGINT NOT NULL,
  column_name TEXT,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (authority_id, import_id, ordinal)
);

CREATE TABLE quarantine (
  authority_id BIGINT NOT NULL,
  quarantine_id BLOB NOT NULL,
  import_id BLOB NOT NULL,
  row_number BIGINT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  digest BLOB NOT NULL,
  known_from BIGINT NOT NULL,
  closed_at BIGINT,
  closed_by TEXT,
  note TEXT,
  PRIMARY KEY (authority_id, quarantine_id)
);
CREATE UNIQUE INDEX quarantine_digest ON quarantine (authority_id, digest);

-- Work that a commit leaves to be done; written in its transaction.
CREATE TABLE outbox (
  authority_id BIGINT NOT NULL,
  job_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  subject BLOB NOT NULL,
  created_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  done_at BIGINT,
  PRIMARY KEY (authority_id, job_id)
);
CREATE INDEX outbox_due ON outbox (authority_id, done_at, due_at);
