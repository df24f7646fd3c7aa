-- SQLite alone: what the planner should hold of the new indexes (see 0001).

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('custody', 'sqlite_autoindex_custody_1', '1000000 1000000 1'),
  ('custody', 'custody_state', '1000000 1000000 200000 1'),
  ('custody', 'custody_notice', '100000 100000 1 1'),
  ('reroute', 'sqlite_autoindex_reroute_1', '1000 1000 20 1'),
  ('reroute', 'reroute_was', '1000 1000 1 1'),
  ('reroute', 'reroute_contact', '1000 1000 1');
