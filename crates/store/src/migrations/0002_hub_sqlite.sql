-- SQLite alone: what is held already gets its time, and the planner is told of the new indexes (see 0001).

UPDATE sighting SET received_at = (SELECT c.received_at FROM contact c WHERE c.authority_id = sighting.authority_id AND c.contact_id = sighting.contact_id);

DELETE FROM sqlite_stat1 WHERE idx = 'sighting_person';
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('sighting', 'sighting_person', '1000000 1000000 6 4 1 1'),
  ('session', 'session_worker', '1000000 1000000 6 1');
