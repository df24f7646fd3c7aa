-- SQLite alone: what the planner should hold of the new indexes (see 0001).

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('school', 'sqlite_autoindex_school_1', '1000000 1000000 2 1'),
  ('school_word', 'sqlite_autoindex_school_word_1', '1000000 1000000 40 1'),
  ('school_word', 'school_words', '1000000 1000000 3'),
  ('school_days', 'sqlite_autoindex_school_days_1', '1000000 1000000 1'),
  ('school_days', 'school_days_urn', '1000000 1000000 20 1'),
  ('bank_holiday', 'sqlite_autoindex_bank_holiday_1', '1000000 1000000 2 1'),
  ('school_adult', 'sqlite_autoindex_school_adult_1', '1000000 1000000 3 2 1'),
  ('school_adult', 'school_of_adult', '1000000 1000000 2 1'),
  ('school_setting', 'sqlite_autoindex_school_setting_1', '1000000 1000000 4 1'),
  ('notice', 'sqlite_autoindex_notice_1', '1000000 1000000 1'),
  ('notice', 'notice_of_child', '1000000 1000000 2 1'),
  ('notice', 'notice_moved', '1000000 1000000 2 1'),
  ('notice', 'notice_state', '1000000 1000000 100000 2'),
  ('notice_link', 'sqlite_autoindex_notice_link_1', '1000000 1000000 1'),
  ('notice_link', 'notice_link_id', '1000000 1000000 1'),
  ('notice_link', 'notice_link_notice', '1000000 1000000 2'),
  ('notice_visit', 'sqlite_autoindex_notice_visit_1', '1000000 1000000 1'),
  ('adult_link', 'sqlite_autoindex_adult_link_1', '1000000 1000000 1'),
  ('adult_link', 'adult_link_worker', '1000000 1000000 2');
