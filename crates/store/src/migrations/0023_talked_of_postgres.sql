-- PostgreSQL alone: a chair reads the families of those at high risk who are talked of in a daily meeting that they chair, as those that
-- somebody listed for it.
CREATE OR REPLACE FUNCTION trefoil_chairs(a bigint, f bytea) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM worker_role r WHERE r.authority_id = a AND r.worker_id = trefoil_reader() AND r.known_until IS NULL
      AND r.role = 'meeting_chair') THEN
    RETURN false;
  END IF;
  RETURN EXISTS (
    SELECT 1 FROM meeting_listing l
    JOIN meeting m ON m.authority_id = l.authority_id AND m.meeting_id = l.meeting_id AND m.chair_id = trefoil_reader()
      AND m.ends_at > trefoil_instant()
    WHERE l.authority_id = a AND l.family_id = f AND l.listed_at <= trefoil_instant() AND l.ended_at IS NULL)
  OR EXISTS (
    SELECT 1 FROM family_member n
    JOIN sighting x ON x.authority_id = n.authority_id AND x.person_id = n.person_id AND x.known_until IS NULL
    JOIN high_risk e ON e.authority_id = x.authority_id AND e.root_id = x.root_id AND e.since <= trefoil_instant()
    JOIN meeting k ON k.authority_id = n.authority_id AND k.chair_id = trefoil_reader() AND k.ends_at > trefoil_instant()
      AND k.kind = 'daily' AND e.since < k.held_at + 86400000000 AND (e.off_at IS NULL OR e.off_at >= k.held_at)
    WHERE n.authority_id = a AND n.family_id = f AND n.known_until IS NULL);
END $$;
