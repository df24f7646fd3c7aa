-- Identity providers, keys and witnesses.

-- How often something was done in a span of time: in the database, so that several servers count as one. Whose it is is a
-- worker, or the keyed hash of an e-mail address or a network address: neither is kept. over_at says when the limit was passed.
CREATE TABLE budget (
  authority_id BIGINT NOT NULL,
  what TEXT NOT NULL,
  whose BLOB NOT NULL,
  began_at BIGINT NOT NULL,
  times BIGINT NOT NULL,
  over_at BIGINT,
  PRIMARY KEY (authority_id, what, whose, began_at)
);
CREATE INDEX budget_over ON budget (authority_id, over_at);

-- On whom a budget of different people was spent, so that the same one is counted once in a span.
CREATE TABLE budget_person (
  authority_id BIGINT NOT NULL,
  worker_id BLOB NOT NULL,
  began_at BIGINT NOT NULL,
  person_id BLOB NOT NULL,
  PRIMARY KEY (authority_id, worker_id, began_at, person_id)
);
