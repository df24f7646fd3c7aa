-- SQLite alone: what the planner should hold of the new indexes (see 0001).

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('budget', 'sqlite_autoindex_budget_1', '1000000 1000000 100000 4 1'),
  ('budget', 'budget_over', '1000000 1000000 4'),
  ('budget_person', 'sqlite_autoindex_budget_person_1', '1000000 1000000 1000 20 1'),
  ('worker_provider', 'sqlite_autoindex_worker_provider_1', '1000000 1000000 1000000 1'),
  ('session_provider', 'sqlite_autoindex_session_provider_1', '1000000 1000000 1'),
  ('session_provider', 'session_provider_subject', '1000000 1000000 1000000 4'),
  ('session_provider', 'session_provider_sid', '1000000 1000000 1000000 2'),
  ('provider_used', 'sqlite_autoindex_provider_used_1', '1000000 1000000 1'),
  ('session', 'session_id', '1000000 1000000 1');
