-- SQLite alone: what the planner should hold of the new indexes (see 0001).

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('contact_rag', 'sqlite_autoindex_contact_rag_1', '1000000 1000000 1'),
  ('contact_rag', 'contact_rag_of', '1000000 1000000 2 1'),
  ('rag_rule', 'sqlite_autoindex_rag_rule_1', '10 10 1');
