-- Who is at high risk: each reason for which somebody is on the list, by their first sighting in the contact that put them on. Who they are
-- follows from the links of the moment. Why somebody judged so, and why they come off or stay on, is sealed as versions of the entry.
CREATE TABLE high_risk (
  authority_id BIGINT NOT NULL,
  entry_id BLOB NOT NULL,
  contact_id BLOB NOT NULL,
  root_id BLOB NOT NULL,
  why TEXT NOT NULL,
  since BIGINT NOT NULL,
  put_by TEXT NOT NULL,
  asked_at BIGINT,
  asked_by TEXT,
  off_at BIGINT,
  off_by TEXT,
  version BIGINT NOT NULL,
  PRIMARY KEY (authority_id, entry_id)
);
CREATE UNIQUE INDEX high_risk_once ON high_risk (authority_id, root_id, why);
CREATE INDEX high_risk_on ON high_risk (authority_id, since) WHERE off_at IS NULL;
CREATE INDEX high_risk_off ON high_risk (authority_id, off_at) WHERE off_at IS NOT NULL;

-- The authority's thresholds; the hour of its daily meeting in minutes after midnight.
CREATE TABLE high_risk_rule (
  authority_id BIGINT NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  repeats BIGINT NOT NULL,
  months BIGINT NOT NULL,
  meets BIGINT NOT NULL,
  set_by TEXT NOT NULL,
  PRIMARY KEY (authority_id, known_from)
);
