-- SQLite alone: what the planner should hold of the new index (see 0001).

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('check_mail', 'sqlite_autoindex_check_mail_1', '200 200 1');
