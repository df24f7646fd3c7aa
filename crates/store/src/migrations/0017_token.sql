-- Tokens with which agencies' systems tell the hub, and what each told. Of a token its keyed hash is kept.

CREATE TABLE agency_token (
  authority_id BIGINT NOT NULL,
  token_id BLOB NOT NULL,
  agency_id BLOB NOT NULL,
  system TEXT NOT NULL,
  token_hash BLOB NOT NULL,
  made_at BIGINT NOT NULL,
  made_by TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  revoked_at BIGINT,
  revoked_by TEXT,
  PRIMARY KEY (authority_id, token_id)
);
CREATE UNIQUE INDEX agency_token_hash ON agency_token (authority_id, token_hash);
CREATE INDEX agency_token_of ON agency_token (authority_id, agency_id, made_at);

-- Which receipts are an agency's. sent is the keyed hash of how its system named the sending; a sending without a name has none.
CREATE TABLE agency_receipt (
  authority_id BIGINT NOT NULL,
  number TEXT NOT NULL,
  agency_id BLOB NOT NULL,
  token_id BLOB NOT NULL,
  sent BIGINT,
  PRIMARY KEY (authority_id, number)
);
CREATE UNIQUE INDEX agency_receipt_sent ON agency_receipt (authority_id, agency_id, sent);
