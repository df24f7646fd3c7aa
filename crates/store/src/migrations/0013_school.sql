-- Schools and what they are told. The register is public, and kept with when the hub knew each line of it. Which school a child goes
-- to is in no column: it is sealed with the notice.

CREATE TABLE school (
  authority_id BIGINT NOT NULL,
  urn BIGINT NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  phase TEXT NOT NULL,
  area BIGINT NOT NULL,
  pupils BIGINT,
  opened_on TEXT,
  closed_on TEXT,
  opens_at BIGINT,
  recorded_by TEXT NOT NULL,
  PRIMARY KEY (authority_id, urn, known_from)
);

-- The first letters of each word of a school's name: by these an officer's words find it.
CREATE TABLE school_word (
  authority_id BIGINT NOT NULL,
  word TEXT NOT NULL,
  urn BIGINT NOT NULL,
  PRIMARY KEY (authority_id, word, urn)
);
CREATE INDEX school_words ON school_word (authority_id, urn);

-- Terms, inset days and other closings. Those of urn -1 are shared by all of the authority's schools that have none of their own.
CREATE TABLE school_days (
  authority_id BIGINT NOT NULL,
  term_id BLOB NOT NULL,
  urn BIGINT NOT NULL,
  kind TEXT NOT NULL,
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  recorded_by TEXT NOT NULL,
  PRIMARY KEY (authority_id, term_id)
);
CREATE INDEX school_days_urn ON school_days (authority_id, urn, from_day);

CREATE TABLE bank_holiday (
  authority_id BIGINT NOT NULL,
  day TEXT NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  recorded_by TEXT NOT NULL,
  PRIMARY KEY (authority_id, day, known_from)
);

-- Who is told at a school: workers with the role of a key adult, the first first.
CREATE TABLE school_adult (
  authority_id BIGINT NOT NULL,
  urn BIGINT NOT NULL,
  worker_id BLOB NOT NULL,
  place BIGINT NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  recorded_by TEXT NOT NULL,
  PRIMARY KEY (authority_id, urn, worker_id, known_from)
);
CREATE INDEX school_of_adult ON school_adult (authority_id, worker_id, urn);

-- How an authority tells its schools: a setting is a line with when it held.
CREATE TABLE school_setting (
  authority_id BIGINT NOT NULL,
  setting TEXT NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  value TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  PRIMARY KEY (authority_id, setting, known_from)
);

-- One notice per child of a contact. known_at is when it was made known, from which the school's clock is counted; when it is due is
-- stored nowhere.
CREATE TABLE notice (
  authority_id BIGINT NOT NULL,
  notice_id BLOB NOT NULL,
  contact_id BLOB NOT NULL,
  root_id BLOB NOT NULL,
  state TEXT NOT NULL,
  why TEXT,
  number TEXT NOT NULL,
  version BIGINT NOT NULL,
  known_at BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  moved_at BIGINT NOT NULL,
  moved_by TEXT NOT NULL,
  told_at BIGINT,
  sent_at BIGINT,
  PRIMARY KEY (authority_id, notice_id)
);
CREATE UNIQUE INDEX notice_of_child ON notice (authority_id, contact_id, root_id);
CREATE INDEX notice_state ON notice (authority_id, state, known_at);
CREATE INDEX notice_moved ON notice (authority_id, moved_at, notice_id);

-- The link that a key adult was sent: the token's hash. handed_at is when the mail server took it.
CREATE TABLE notice_link (
  authority_id BIGINT NOT NULL,
  token_hash BLOB NOT NULL,
  link_id BLOB NOT NULL,
  notice_id BLOB NOT NULL,
  worker_id BLOB NOT NULL,
  made_at BIGINT NOT NULL,
  tried_at BIGINT,
  tries BIGINT NOT NULL,
  handed_at BIGINT,
  ended_at BIGINT,
  PRIMARY KEY (authority_id, token_hash)
);
CREATE UNIQUE INDEX notice_link_id ON notice_link (authority_id, link_id);
CREATE INDEX notice_link_notice ON notice_link (authority_id, notice_id);

-- A visit to one notice, after the code: the hash of what the browser holds.
CREATE TABLE notice_visit (
  authority_id BIGINT NOT NULL,
  token_hash BLOB NOT NULL,
  notice_id BLOB NOT NULL,
  worker_id BLOB NOT NULL,
  csrf BLOB NOT NULL,
  begun_at BIGINT NOT NULL,
  PRIMARY KEY (authority_id, token_hash)
);

-- The one-time link by which a key adult sets up their authenticator app.
CREATE TABLE adult_link (
  authority_id BIGINT NOT NULL,
  token_hash BLOB NOT NULL,
  worker_id BLOB NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (authority_id, token_hash)
);
CREATE INDEX adult_link_worker ON adult_link (authority_id, worker_id);
