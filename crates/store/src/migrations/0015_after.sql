-- What the hub asks agencies about the people of a contact, and when each answered. What they were shown is sealed as the first version
-- of the check, what they answered as the second.

CREATE TABLE partner_check (
  authority_id BIGINT NOT NULL,
  check_id BLOB NOT NULL,
  contact_id BLOB NOT NULL,
  agency_id BLOB NOT NULL,
  asked_at BIGINT NOT NULL,
  asked_by TEXT NOT NULL,
  due BIGINT NOT NULL,
  chased_at BIGINT,
  answered_at BIGINT,
  answered_by TEXT,
  ended_at BIGINT,
  PRIMARY KEY (authority_id, check_id)
);
CREATE INDEX partner_check_contact ON partner_check (authority_id, contact_id, asked_at);
CREATE INDEX partner_check_agency ON partner_check (authority_id, agency_id, due) WHERE answered_at IS NULL AND ended_at IS NULL;

-- What follows a decision: telling who told the hub, telling the family, asking a service. What is told and what came of it is sealed as
-- versions of it. What is open waits for somebody.
CREATE TABLE follow_up (
  authority_id BIGINT NOT NULL,
  follow_id BLOB NOT NULL,
  contact_id BLOB NOT NULL,
  root_id BLOB,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  why TEXT,
  version BIGINT NOT NULL,
  since BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  moved_at BIGINT NOT NULL,
  moved_by TEXT NOT NULL,
  PRIMARY KEY (authority_id, follow_id)
);
CREATE INDEX follow_up_contact ON follow_up (authority_id, contact_id, made_at);
CREATE INDEX follow_up_state ON follow_up (authority_id, state, since);
