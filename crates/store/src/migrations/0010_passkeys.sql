-- Passkeys, and the end of accounts.

-- A worker's passkey: found by the keyed hash of its credential id; the public key and its name are sealed as a version. counter is
-- what the key last counted, 0 for one that does not count. copied_at says when it counted backwards, which a copied key does: it
-- opens nothing from then on.
CREATE TABLE passkey (
  authority_id BIGINT NOT NULL,
  passkey_id BLOB NOT NULL,
  worker_id BLOB NOT NULL,
  credential BIGINT NOT NULL,
  counter BIGINT NOT NULL,
  added_at BIGINT NOT NULL,
  used_at BIGINT,
  copied_at BIGINT,
  ended_at BIGINT,
  PRIMARY KEY (authority_id, passkey_id)
);
CREATE UNIQUE INDEX passkey_credential ON passkey (authority_id, credential);
CREATE INDEX passkey_worker ON passkey (authority_id, worker_id);

-- provider_used keeps the hashes of what is good once: answers and logout tokens of a provider, questions to passkeys.
CREATE INDEX worker_provider_worker ON worker_provider (authority_id, worker_id);

-- An account that was closed: nobody signs in to it, and it stays for what its worker did.
ALTER TABLE worker ADD COLUMN closed_at BIGINT;

-- What a one-time link is for: to sign in with nothing else (accounts without a password), to set a password in the place of one
-- that was lost, or an authenticator app in the place of one. None takes the place of both.
ALTER TABLE sign_in_link ADD COLUMN opens TEXT NOT NULL DEFAULT 'session';
