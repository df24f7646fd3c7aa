-- SQLite alone: what the planner should hold of the new indexes (see 0001).

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('draft', 'sqlite_autoindex_draft_1', '1000000 1000000 1'),
  ('draft', 'draft_open', '1000000 1000000 200 4');
