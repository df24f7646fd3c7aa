-- SQLite alone: what the planner should hold of the new indexes (see 0001).

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('attachment', 'sqlite_autoindex_attachment_1', '1000000 1000000 1'),
  ('attachment', 'attachment_contact', '1000000 1000000 3 1');
