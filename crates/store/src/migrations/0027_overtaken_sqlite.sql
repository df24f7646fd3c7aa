-- SQLite alone: what the planner should hold of the new index (see 0001).

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('draft', 'draft_about', '1000000 1000000 4');
