-- Reports that were published: which, for which days, as known when, by whom. Their numbers are sealed versions.
-- ordinal counts the publications of one report from 1: two that were made without knowing of each other cannot both stand.
-- Days are written as 2020-04-01.

CREATE TABLE publication (
  authority_id BIGINT NOT NULL,
  publication_id BLOB NOT NULL,
  report TEXT NOT NULL,
  ordinal BIGINT NOT NULL,
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  as_at BIGINT NOT NULL,
  published_at BIGINT NOT NULL,
  published_by TEXT NOT NULL,
  PRIMARY KEY (authority_id, publication_id)
);
CREATE UNIQUE INDEX publication_ordinal ON publication (authority_id, report, ordinal);
CREATE UNIQUE INDEX publication_once ON publication (authority_id, report, from_day, to_day, as_at);
