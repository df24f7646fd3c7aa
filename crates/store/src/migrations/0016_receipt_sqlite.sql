-- SQLite alone: what the planner should hold of the new indexes (see 0001).

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('receipt', 'sqlite_autoindex_receipt_1', '1000000 1000000 1 1'),
  ('receipt', 'receipt_told', '1000000 1000000 1 1'),
  ('receipt', 'receipt_number', '1000000 1000000 1');
