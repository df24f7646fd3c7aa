-- Contacts of which nobody has proved yet who sent them: the partners' form and mail prove nobody. When somebody at the hub said who did.
CREATE TABLE unproved (
  authority_id BIGINT NOT NULL,
  contact_id BLOB NOT NULL,
  proved_at BIGINT,
  proved_by TEXT,
  PRIMARY KEY (authority_id, contact_id)
);

-- About whom a warning is that somebody is on the list of high risk: so that it is settled when they come off.
ALTER TABLE signal ADD COLUMN about_id BLOB;
