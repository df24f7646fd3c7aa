-- About which contact a decision is being typed: whoever decides it ends what all others have typed of it.
ALTER TABLE draft ADD COLUMN about_id BLOB;
CREATE INDEX draft_about ON draft (authority_id, about_id);
