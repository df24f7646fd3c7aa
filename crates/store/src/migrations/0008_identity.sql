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

-- What an identity provider calls a worker: linked by an administrator, once.
CREATE TABLE worker_provider (
  authority_id BIGINT NOT NULL,
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  worker_id BLOB NOT NULL,
  linked_at BIGINT NOT NULL,
  PRIMARY KEY (authority_id, issuer, subject)
);

-- The sessions that began with a provider, so that it can end them. sid is its own name for the session; empty where it has none.
CREATE TABLE session_provider (
  authority_id BIGINT NOT NULL,
  session_id BLOB NOT NULL,
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  sid TEXT NOT NULL,
  PRIMARY KEY (authority_id, session_id)
);
CREATE INDEX session_provider_subject ON session_provider (authority_id, issuer, subject);
CREATE INDEX session_provider_sid ON session_provider (authority_id, issuer, sid);

-- The hashes of answers and logout tokens that were used: each is good once.
CREATE TABLE provider_used (
  authority_id BIGINT NOT NULL,
  what BLOB NOT NULL,
  used_at BIGINT NOT NULL,
  PRIMARY KEY (authority_id, what)
);

CREATE INDEX session_id ON session (authority_id, session_id);
