-- SQLite alone: what the planner should hold of the new indexes (see 0001).

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('worker_identity', 'sqlite_autoindex_worker_identity_1', '1000000 1000000 1'),
  ('worker_key', 'sqlite_autoindex_worker_key_1', '1000000 1000000 6 1'),
  ('worker_key', 'worker_key_worker', '1000000 1000000 6'),
  ('interest', 'sqlite_autoindex_interest_1', '1000000 1000000 1'),
  ('interest', 'interest_state', '1000000 1000000 400 1'),
  ('interest', 'interest_worker', '1000000 1000000 4'),
  ('interest_in', 'sqlite_autoindex_interest_in_1', '1000000 1000000 4 1'),
  ('interest_in', 'interest_in_interest', '1000000 1000000 4'),
  ('interest_in', 'interest_in_state', '1000000 1000000 1000 4'),
  ('glass', 'sqlite_autoindex_glass_1', '1000000 1000000 1'),
  ('glass', 'glass_worker', '1000000 1000000 20 1'),
  ('glass', 'glass_strand', '1000000 1000000 4 1'),
  ('review', 'sqlite_autoindex_review_1', '1000000 1000000 1'),
  ('review', 'review_use', '1000000 1000000 1000 500 4 2 1'),
  ('review', 'review_open', '1000000 1000000 400 1'),
  ('ledger_entry', 'ledger_opened', '1000000 1000000 20 1'),
  ('sighting', 'sighting_root', '1000000 1000000 2');
