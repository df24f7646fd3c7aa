-- When somebody who answers for an agency was last told by mail that a question waits.
CREATE TABLE check_mail (
  authority_id BIGINT NOT NULL,
  worker_id BLOB NOT NULL,
  handed_at BIGINT,
  tried_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  PRIMARY KEY (authority_id, worker_id)
);
