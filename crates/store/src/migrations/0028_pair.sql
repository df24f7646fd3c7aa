-- Persons who may be one: found by who they are, not by where; the lesser id first. alike is whether they still are, by what is believed of
-- them now; put_by who put them beside each other, where nothing proposed it.
CREATE TABLE pair (
  authority_id BIGINT NOT NULL,
  pair_id BLOB NOT NULL,
  one_id BLOB NOT NULL,
  other_id BLOB NOT NULL,
  millionths BIGINT NOT NULL,
  numbers BOOLEAN NOT NULL,
  alike BOOLEAN NOT NULL,
  found_at BIGINT NOT NULL,
  put_by TEXT,
  PRIMARY KEY (authority_id, pair_id)
);
CREATE UNIQUE INDEX pair_ends ON pair (authority_id, one_id, other_id);
CREATE INDEX pair_other ON pair (authority_id, other_id);
CREATE INDEX pair_alike ON pair (authority_id, alike, millionths);

-- What was said of two of them: that they are one, and which stands first; or that they are two. It ends when it is undone. Why is sealed.
CREATE TABLE pair_said (
  authority_id BIGINT NOT NULL,
  said_id BLOB NOT NULL,
  pair_id BLOB NOT NULL,
  one_id BLOB NOT NULL,
  other_id BLOB NOT NULL,
  said TEXT NOT NULL,
  first_id BLOB NOT NULL,
  known TEXT NOT NULL,
  made_by TEXT NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  undone_by TEXT,
  PRIMARY KEY (authority_id, said_id)
);
CREATE UNIQUE INDEX pair_said_stands ON pair_said (authority_id, pair_id) WHERE known_until IS NULL;
CREATE INDEX pair_said_one ON pair_said (authority_id, one_id);
CREATE INDEX pair_said_other ON pair_said (authority_id, other_id);
CREATE INDEX pair_said_lately ON pair_said (authority_id, known_from);

-- Whose identity is kept apart: after an adoption, a change of gender, or for the protection of a witness. Nobody but the custodian knows.
CREATE TABLE kept_apart (
  authority_id BIGINT NOT NULL,
  person_id BLOB NOT NULL,
  made_by TEXT NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  undone_by TEXT,
  PRIMARY KEY (authority_id, person_id, known_from)
);
