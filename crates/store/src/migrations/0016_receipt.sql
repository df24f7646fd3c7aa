-- Contacts that somebody without an account told.

-- The same form with the same words is taken in once, and so are the same words within some minutes: told is the keyed hash of them.
-- number is what was told to whoever sent it, and says nothing of anybody.
CREATE TABLE receipt (
  authority_id BIGINT NOT NULL,
  form_id BLOB NOT NULL,
  told BIGINT NOT NULL,
  number TEXT NOT NULL,
  contact_id BLOB NOT NULL,
  received_at BIGINT NOT NULL,
  PRIMARY KEY (authority_id, form_id, told)
);
CREATE INDEX receipt_told ON receipt (authority_id, told, received_at);
CREATE UNIQUE INDEX receipt_number ON receipt (authority_id, number);
