-- SQLite alone: what the planner should hold of the new indexes (see 0001).

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('passkey', 'sqlite_autoindex_passkey_1', '1000000 1000000 1'),
  ('passkey', 'passkey_credential', '1000000 1000000 1'),
  ('passkey', 'passkey_worker', '1000000 1000000 3'),
  ('worker_provider', 'worker_provider_worker', '1000000 1000000 1');
