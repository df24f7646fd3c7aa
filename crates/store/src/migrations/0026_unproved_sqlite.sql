-- SQLite alone: what came by the partners' form before, and what the planner should hold of the new index (see 0001).
INSERT INTO unproved (authority_id, contact_id) SELECT DISTINCT authority_id, contact_id FROM receipt;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('unproved', 'sqlite_autoindex_unproved_1', '20000 20000 1');
