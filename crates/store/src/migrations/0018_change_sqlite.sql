-- SQLite alone: what the planner should hold of the new indexes (see 0001).

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('house_change', 'sqlite_autoindex_house_change_1', '1000000 1000000 1'),
  ('house_change', 'house_change_of', '1000000 1000000 5 1');
