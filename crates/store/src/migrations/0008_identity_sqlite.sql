-- SQLite alone: what the planner should hold of the new indexes (see 0001).

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('budget', 'sqlite_autoindex_budget_1', '1000000 1000000 100000 4 1'),
  ('budget', 'budget_over', '1000000 1000000 4'),
  ('budget_person', 'sqlite_autoindex_budget_person_1', '1000000 1000000 1000 20 1');
