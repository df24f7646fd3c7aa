-- SQLite alone: what the planner should hold of the new indexes, told as in the first migration.

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('publication', 'publication_once', '1000000 1000000 1000000 100 10 1'),
  ('publication', 'publication_ordinal', '1000000 1000000 1000000 1'),
  ('publication', 'sqlite_autoindex_publication_1', '1000000 1000000 1');
