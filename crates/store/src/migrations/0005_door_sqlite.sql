-- SQLite alone: what was let through before there was a table for it; what the planner should hold of the new indexes (see 0001).

INSERT INTO release_fact (authority_id, release_id, family_id, strand_id, note_id, kind, made_at, made_by, review_at)
  SELECT authority_id, note_id, family_id, NULL, note_id, 'shared', opted_in_at, opted_in_by, opted_in_at + 2419200000000 FROM note WHERE opted_in_at IS NOT NULL;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('signal_sent', 'sqlite_autoindex_signal_sent_1', '1000000 1000000 1'),
  ('signal_sent', 'signal_sent_of', '1000000 1000000 6 1'),
  ('signal', 'sqlite_autoindex_signal_1', '1000000 1000000 1'),
  ('signal', 'signal_of', '1000000 1000000 6 1'),
  ('signal', 'signal_waiting', '1000000 1000000 2 1'),
  ('place', 'sqlite_autoindex_place_1', '1000000 1000000 1'),
  ('place', 'place_of', '1000000 1000000 6 1'),
  ('place_key', 'sqlite_autoindex_place_key_1', '1000000 1000000 2 1'),
  ('safe_contact', 'sqlite_autoindex_safe_contact_1', '1000000 1000000 3 1'),
  ('release_fact', 'sqlite_autoindex_release_fact_1', '1000000 1000000 1'),
  ('release_fact', 'release_fact_of', '1000000 1000000 8 1'),
  ('strand_share', 'sqlite_autoindex_strand_share_1', '1000000 1000000 1'),
  ('strand_share', 'strand_share_of', '1000000 1000000 3 1'),
  ('strand_share', 'strand_share_to', '1000000 1000000 20 1'),
  ('aggressor', 'sqlite_autoindex_aggressor_1', '1000000 1000000 1'),
  ('aggressor', 'aggressor_of', '1000000 1000000 2 1');
