-- SQLite alone: what the planner should hold of the new indexes (see 0001).

DELETE FROM sqlite_stat1 WHERE tbl = 'high_risk' AND idx = 'high_risk_once';
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('high_risk', 'high_risk_once', '1000 1000 1 1'),
  ('high_risk', 'high_risk_root', '100000 100000 1 1');
