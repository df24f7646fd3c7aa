-- SQLite alone: what the planner should hold of the new indexes (see 0001).

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('strand', 'sqlite_autoindex_strand_1', '1000000 1000000 1'),
  ('strand', 'strand_family', '1000000 1000000 6 4 1'),
  ('strand', 'strand_open', '1000000 1000000 5000 2000 1'),
  ('strand_worker', 'sqlite_autoindex_strand_worker_1', '1000000 1000000 6 4 1'),
  ('strand_worker', 'strand_worker_worker', '1000000 1000000 40'),
  ('worker_cover', 'sqlite_autoindex_worker_cover_1', '1000000 1000000 6 4 1'),
  ('note', 'sqlite_autoindex_note_1', '1000000 1000000 1'),
  ('note', 'note_of', '1000000 1000000 40 10 1');
