-- PostgreSQL alone: the second wall, as for every table; and a chair reads the families of their own meetings alone.

ALTER TABLE meeting ENABLE ROW LEVEL SECURITY;
ALTER TABLE meeting FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON meeting USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE meeting_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE meeting_member FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON meeting_member USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE meeting_listing ENABLE ROW LEVEL SECURITY;
ALTER TABLE meeting_listing FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON meeting_listing USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

-- Row 11 of the access model: who chairs a meeting for which the family is listed, until the meeting no longer opens it.
CREATE FUNCTION trefoil_chairs(a bigint, f bytea) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM meeting_listing l
    JOIN meeting m ON m.authority_id = l.authority_id AND m.meeting_id = l.meeting_id AND m.chair_id = trefoil_reader()
      AND m.ends_at > trefoil_instant()
    JOIN worker_role r ON r.authority_id = m.authority_id AND r.worker_id = m.chair_id AND r.known_until IS NULL
      AND r.role = 'meeting_chair'
    WHERE l.authority_id = a AND l.family_id = f AND l.listed_at <= trefoil_instant() AND l.ended_at IS NULL)
$$;

-- Rows 3 and 15: standing leave for the whole authority. Row 11. Rows 1, 2 and 10: while the hub decides about the family, or
-- nobody is allocated yet.
CREATE OR REPLACE FUNCTION trefoil_stands(a bigint, f bytea) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM worker_role r WHERE r.authority_id = a AND r.worker_id = trefoil_reader() AND r.known_until IS NULL
      AND r.role IN ('emergency_duty', 'custodian'))
  OR trefoil_chairs(a, f)
  OR EXISTS (
    SELECT 1 FROM worker w JOIN team t ON t.authority_id = w.authority_id AND t.team_id = w.team_id
    WHERE w.authority_id = a AND w.worker_id = trefoil_reader() AND t.hub
      AND (EXISTS (
        SELECT 1 FROM contact_family cf JOIN contact c ON c.authority_id = cf.authority_id AND c.contact_id = cf.contact_id
        WHERE cf.authority_id = a AND cf.family_id = f AND cf.known_until IS NULL AND c.state = 'waiting')
      OR EXISTS (
        SELECT 1 FROM strand s WHERE s.authority_id = a AND s.family_id = f AND s.closed_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM strand_worker sw WHERE sw.authority_id = a AND sw.strand_id = s.strand_id
            AND sw.known_until IS NULL))))
$$;
