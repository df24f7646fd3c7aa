-- SQLite alone: what the planner should hold of the new indexes (see 0001).

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('agency_token', 'sqlite_autoindex_agency_token_1', '1000000 1000000 1'),
  ('agency_token', 'agency_token_hash', '1000000 1000000 1'),
  ('agency_token', 'agency_token_of', '1000000 1000000 5 1'),
  ('agency_receipt', 'sqlite_autoindex_agency_receipt_1', '1000000 1000000 1'),
  ('agency_receipt', 'agency_receipt_sent', '1000000 1000000 10000 1');
