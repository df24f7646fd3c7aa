-- SQLite alone: what the planner should hold of the new indexes (see 0001).

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('notice', 'notice_made', '1000000 1000000 2'),
  ('notice_step', 'sqlite_autoindex_notice_step_1', '1000000 1000000 3 2 1');

INSERT INTO outbox (authority_id, job_id, kind, subject, created_at, due_at, attempts)
  SELECT authority_id, notice_id, 'notice_before', notice_id, moved_at, moved_at, 0 FROM notice;
