-- What a worker still has to do with what leaves, for their own page of work.
CREATE INDEX output_open ON output (authority_id, state, written_at);

-- What waits for a key adult, beside the notice that they opened.
CREATE INDEX notice_link_worker ON notice_link (authority_id, worker_id, made_at);
