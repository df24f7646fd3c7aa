-- Contacts that are typed: what a worker has typed and not sent yet.

-- What was typed in a form, kept every few seconds until it is sent: its words are sealed as versions, each disposed of by the next,
-- all of them once it is sent. became is the record that it was sent as: a form that is sent twice is sent once.
CREATE TABLE draft (
  authority_id BIGINT NOT NULL,
  draft_id BLOB NOT NULL,
  worker_id BLOB NOT NULL,
  form TEXT NOT NULL,
  version BIGINT NOT NULL,
  saved_at BIGINT NOT NULL,
  done_at BIGINT,
  became BLOB,
  PRIMARY KEY (authority_id, draft_id)
);
CREATE INDEX draft_open ON draft (authority_id, worker_id, done_at);

-- Who opened a record: what was written to be sent is a record of its person too.
DROP INDEX ledger_opened;
CREATE INDEX ledger_opened ON ledger_entry (authority_id, subject, at)
  WHERE act IN ('strand_view', 'person_view', 'person_view_past', 'contact_view', 'contact_view_past', 'glass_break', 'output_view');
