-- Files that came with a contact, or were added to it.

-- What each is called and what it is, or why it was not taken in, is sealed as the first version of the attachment; its bytes, where they
-- were taken in, as the first version of file_id.
CREATE TABLE attachment (
  authority_id BIGINT NOT NULL,
  attachment_id BLOB NOT NULL,
  contact_id BLOB NOT NULL,
  ordinal BIGINT NOT NULL,
  file_id BLOB,
  size BIGINT NOT NULL,
  added_at BIGINT NOT NULL,
  added_by TEXT NOT NULL,
  PRIMARY KEY (authority_id, attachment_id)
);
CREATE INDEX attachment_contact ON attachment (authority_id, contact_id, added_at);
