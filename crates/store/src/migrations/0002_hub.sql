-- What the hub's pages ask for: when a sighting's contact was received, how a version left its contact, a worker's sessions.
-- Both columns say what was so when their row was written, and are never changed after.

-- When the contact was received, as the version that the sighting is of says.
ALTER TABLE sighting ADD COLUMN received_at BIGINT NOT NULL DEFAULT 0;
DROP INDEX sighting_person;
CREATE INDEX sighting_person ON sighting (authority_id, person_id, received_at, contact_id, known_until);

-- Waiting or decided, once the version had come; empty for what came before this column.
ALTER TABLE contact_known ADD COLUMN state TEXT;

CREATE INDEX session_worker ON session (authority_id, worker_id, created_at);
