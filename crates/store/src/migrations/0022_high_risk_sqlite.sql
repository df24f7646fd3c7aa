-- SQLite alone: what the planner should hold of the new indexes (see 0001).

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('high_risk', 'sqlite_autoindex_high_risk_1', '100000 100000 1'),
  ('high_risk', 'high_risk_once', '100000 100000 1 1'),
  ('high_risk', 'high_risk_on', '1000 1000 1'),
  ('high_risk', 'high_risk_off', '100000 100000 1'),
  ('high_risk_rule', 'sqlite_autoindex_high_risk_rule_1', '10 10 1');
