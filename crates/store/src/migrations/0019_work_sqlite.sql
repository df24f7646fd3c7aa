-- SQLite alone: what the planner should hold of the new index (see 0001). It has no rows that know who reads.

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('output', 'output_open', '1000000 1000000 100 1'),
  ('notice_link', 'notice_link_worker', '1000000 1000000 500 1');
