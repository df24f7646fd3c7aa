-- SQLite alone: what the planner should hold of the new indexes (see 0001).

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('output', 'sqlite_autoindex_output_1', '1000000 1000000 1'),
  ('output', 'output_strand', '1000000 1000000 20 2 1'),
  ('output', 'output_written', '1000000 1000000 2 1'),
  ('barred', 'sqlite_autoindex_barred_1', '100000 100000 1'),
  ('barred', 'barred_family', '100000 100000 3');
