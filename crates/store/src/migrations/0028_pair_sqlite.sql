-- SQLite alone: what the planner should hold of the new indexes (see 0001).

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('pair', 'sqlite_autoindex_pair_1', '100000 100000 1'),
  ('pair', 'pair_ends', '100000 100000 2 1'),
  ('pair', 'pair_other', '100000 100000 2'),
  ('pair', 'pair_alike', '100000 100000 10000 10'),
  ('pair_said', 'sqlite_autoindex_pair_said_1', '100000 100000 1'),
  ('pair_said', 'pair_said_stands', '100000 100000 1'),
  ('pair_said', 'pair_said_one', '100000 100000 2'),
  ('pair_said', 'pair_said_other', '100000 100000 2'),
  ('pair_said', 'pair_said_lately', '100000 100000 1'),
  ('kept_apart', 'sqlite_autoindex_kept_apart_1', '1000 1000 1 1');
