-- SQLite alone: what the planner should hold of the new indexes (see 0001).

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('partner_check', 'sqlite_autoindex_partner_check_1', '1000000 1000000 1'),
  ('partner_check', 'partner_check_contact', '1000000 1000000 4 1'),
  ('partner_check', 'partner_check_agency', '1000 1000 60 1'),
  ('follow_up', 'sqlite_autoindex_follow_up_1', '1000000 1000000 1'),
  ('follow_up', 'follow_up_contact', '1000000 1000000 3 1'),
  ('follow_up', 'follow_up_state', '1000000 1000000 150000 1');
