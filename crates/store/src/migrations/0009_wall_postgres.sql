-- PostgreSQL alone: the second wall within an authority. A transaction that reads names who reads (trefoil.reader, as
-- SET LOCAL) and the instant by which shares and covers are judged (trefoil.instant); what it may not read of a family's
-- strands is not there for it, whatever the application asks. It is coarser than the policy and written from the same table
-- of the access model, by side: a reader with a tie to the protected side reads victim, child and shared; one with a tie to
-- the perpetrator's side reads the perpetrator's; who reads neither reads nothing. No reader named: nothing.

CREATE FUNCTION trefoil_reader() RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN COALESCE(current_setting('trefoil.reader', true), '') IN ('', '*') THEN NULL
    ELSE decode(current_setting('trefoil.reader', true), 'hex') END
$$;

CREATE FUNCTION trefoil_instant() RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT COALESCE(NULLIF(current_setting('trefoil.instant', true), '')::bigint, 0)
$$;

-- Rows 3, 11 and 15 of the table: standing leave for the whole authority. Row 1, 2 and 10: while the hub decides about the
-- family, or nobody is allocated yet.
CREATE FUNCTION trefoil_stands(a bigint, f bytea) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM worker_role r WHERE r.authority_id = a AND r.worker_id = trefoil_reader() AND r.known_until IS NULL
      AND r.role IN ('emergency_duty', 'custodian', 'meeting_chair'))
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

-- A tie to a side of the family: one's own work, that of whom one covers for now, that of the team one manages. A social
-- worker, allocated to a child, leads by statute and has a tie to each side (row 4).
CREATE FUNCTION trefoil_tied(a bigint, f bytea, protected boolean) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM strand s
    JOIN strand_worker sw ON sw.authority_id = s.authority_id AND sw.strand_id = s.strand_id AND sw.known_until IS NULL
    WHERE s.authority_id = a AND s.family_id = f AND s.closed_at IS NULL
      AND (sw.role = 'social_worker' OR (s.kind <> 'perpetrator') = protected)
      AND (sw.worker_id = trefoil_reader()
        OR EXISTS (SELECT 1 FROM worker_cover c WHERE c.authority_id = a AND c.cover_id = trefoil_reader()
          AND c.covered_id = sw.worker_id AND c.known_from <= trefoil_instant() AND c.known_until > trefoil_instant())
        OR EXISTS (SELECT 1 FROM worker me JOIN worker_role r ON r.authority_id = me.authority_id AND r.worker_id = me.worker_id
            AND r.known_until IS NULL AND r.role = 'team_manager'
          JOIN worker them ON them.authority_id = me.authority_id AND them.team_id = me.team_id
          WHERE me.authority_id = a AND me.worker_id = trefoil_reader() AND them.worker_id = sw.worker_id)))
$$;

-- A strand that was shared with the reader, while the share lives, or that their broken glass opens, while it does.
CREATE FUNCTION trefoil_shared(a bigint, f bytea, kind text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM strand_share h JOIN strand s ON s.authority_id = h.authority_id AND s.strand_id = h.strand_id
    WHERE h.authority_id = a AND h.worker_id = trefoil_reader() AND s.family_id = f AND s.kind = trefoil_shared.kind
      AND h.recalled_at IS NULL AND h.expires_at > trefoil_instant())
  OR EXISTS (
    SELECT 1 FROM glass g JOIN strand s ON s.authority_id = g.authority_id AND s.strand_id = g.strand_id
    WHERE g.authority_id = a AND g.worker_id = trefoil_reader() AND s.family_id = f AND s.kind = trefoil_shared.kind
      AND g.broken_at <= trefoil_instant() AND g.ends_at > trefoil_instant())
$$;

-- Whether the reader may open what is labelled with a kind of one family's compartments.
CREATE FUNCTION trefoil_opens(a bigint, f bytea, kind text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT COALESCE(current_setting('trefoil.reader', true), '') = '*'
    OR (trefoil_reader() IS NOT NULL AND (trefoil_stands(a, f) OR trefoil_tied(a, f, kind <> 'perpetrator') OR trefoil_shared(a, f, kind)))
$$;

-- What was let through to the other side, one fact at a time, until it is recalled.
CREATE FUNCTION trefoil_let_through(a bigint, record bytea) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM note n WHERE n.authority_id = a AND n.note_id = record AND n.opted_in_at IS NOT NULL)
  OR EXISTS (SELECT 1 FROM release_fact r WHERE r.authority_id = a AND record IN (r.release_id, r.note_id)
    AND r.recalled_at IS NULL)
$$;

-- Who a person is and what a family goes by are "shared" without a family: the hub matches by them, and the reach cuts them.
CREATE POLICY one_side ON version AS RESTRICTIVE FOR SELECT USING (
  split_part(compartment, ':', 2) = ''
  OR split_part(compartment, ':', 1) NOT IN ('shared', 'child', 'victim', 'perpetrator', 'enquirer', 'sealed')
  OR trefoil_opens(authority_id, decode(replace(split_part(compartment, ':', 2), '-', ''), 'hex'), split_part(compartment, ':', 1))
  OR (trefoil_reader() IS NOT NULL AND trefoil_let_through(authority_id, record_id))
);

CREATE POLICY one_side ON note AS RESTRICTIVE FOR SELECT USING (
  (opted_in_at IS NOT NULL AND trefoil_reader() IS NOT NULL)
  OR trefoil_opens(authority_id, family_id, COALESCE(
    (SELECT s.kind FROM strand s WHERE s.authority_id = note.authority_id AND s.strand_id = note.strand_id), 'shared'))
);

-- Rows that belong to a strand are the strand's side's. A warning's own row, and the keyed hashes of places, say nothing by
-- themselves: by them the application learns which strand it is to ask about.
CREATE FUNCTION trefoil_opens_strand(a bigint, strand bytea) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT COALESCE(current_setting('trefoil.reader', true), '') = '*'
    OR EXISTS (SELECT 1 FROM strand s WHERE s.authority_id = a AND s.strand_id = strand
      AND trefoil_opens(a, s.family_id, s.kind))
$$;

CREATE POLICY one_side ON place AS RESTRICTIVE FOR SELECT USING (trefoil_opens_strand(authority_id, strand_id));
CREATE POLICY one_side ON safe_contact AS RESTRICTIVE FOR SELECT USING (trefoil_opens_strand(authority_id, strand_id));
CREATE POLICY one_side ON output AS RESTRICTIVE FOR SELECT USING (trefoil_opens_strand(authority_id, strand_id));
CREATE POLICY one_side ON barred AS RESTRICTIVE FOR SELECT USING (trefoil_opens(authority_id, family_id, 'shared'));
