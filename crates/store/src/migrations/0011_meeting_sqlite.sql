-- SQLite alone: what the planner should hold of the new indexes (see 0001).

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('meeting', 'sqlite_autoindex_meeting_1', '1000000 1000000 1'),
  ('meeting', 'meeting_held', '1000000 1000000 4'),
  ('meeting_member', 'sqlite_autoindex_meeting_member_1', '1000000 1000000 12 1'),
  ('meeting_member', 'meeting_of_member', '1000000 1000000 200 1'),
  ('meeting_listing', 'sqlite_autoindex_meeting_listing_1', '1000000 1000000 1'),
  ('meeting_listing', 'meeting_families', '1000000 1000000 20 1'),
  ('meeting_listing', 'family_meetings', '1000000 1000000 4 1');
