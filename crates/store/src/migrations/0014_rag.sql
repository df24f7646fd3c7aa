-- How soon a contact is decided, in the hub's own hours: the level that somebody at the hub gave it, and the authority's rule.

-- Where there is no row the level is that of the source's grade. The reason is sealed as a version of the grading.
CREATE TABLE contact_rag (
  authority_id BIGINT NOT NULL,
  grading_id BLOB NOT NULL,
  contact_id BLOB NOT NULL,
  level TEXT NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  graded_by BLOB NOT NULL,
  PRIMARY KEY (authority_id, grading_id)
);
CREATE INDEX contact_rag_of ON contact_rag (authority_id, contact_id, known_from);

-- Opening and closing in minutes after midnight; limits in hours.
CREATE TABLE rag_rule (
  authority_id BIGINT NOT NULL,
  known_from BIGINT NOT NULL,
  known_until BIGINT,
  opens BIGINT NOT NULL,
  closes BIGINT NOT NULL,
  red BIGINT NOT NULL,
  amber BIGINT NOT NULL,
  green BIGINT NOT NULL,
  set_by TEXT NOT NULL,
  PRIMARY KEY (authority_id, known_from)
);
