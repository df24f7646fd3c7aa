-- What workers did whose sight is cut: each act that is looked at once more leaves a row, whether anything comes of it or not. What is
-- found is sealed as the first version of it, why it was answered so as the second.
CREATE TABLE custody (
  authority_id BIGINT NOT NULL,
  custody_id BLOB NOT NULL,
  contact_id BLOB NOT NULL,
  principal TEXT NOT NULL,
  act TEXT NOT NULL,
  notice_id BLOB,
  state TEXT NOT NULL,
  acted_at BIGINT NOT NULL,
  found_at BIGINT,
  answered_at BIGINT,
  answered_by TEXT,
  PRIMARY KEY (authority_id, custody_id)
);
CREATE INDEX custody_state ON custody (authority_id, state, found_at);
CREATE INDEX custody_notice ON custody (authority_id, notice_id, acted_at) WHERE notice_id IS NOT NULL;

-- A contact that was given to another worker without a word: was_id stays as it is, and is what the first worker sees; contact_id is the
-- work that goes on, and is not there for the principal.
CREATE TABLE reroute (
  authority_id BIGINT NOT NULL,
  principal TEXT NOT NULL,
  contact_id BLOB NOT NULL,
  was_id BLOB NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (authority_id, principal, contact_id)
);
CREATE INDEX reroute_was ON reroute (authority_id, was_id, made_at);
CREATE INDEX reroute_contact ON reroute (authority_id, contact_id);
