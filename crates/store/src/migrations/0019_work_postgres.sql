-- PostgreSQL alone: what 0009 and 0011 decide, decided once for a family in a transaction and not for each of its rows. The rules are
-- theirs, word for word; the language is one whose plans a connection keeps, since a function in SQL is planned again by every
-- statement that calls it (measured: nine tenths of what the rows cost a page).

CREATE OR REPLACE FUNCTION trefoil_chairs(a bigint, f bytea) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN RETURN EXISTS (
    SELECT 1 FROM meeting_listing l
    JOIN meeting m ON m.authority_id = l.authority_id AND m.meeting_id = l.meeting_id AND m.chair_id = trefoil_reader()
      AND m.ends_at > trefoil_instant()
    JOIN worker_role r ON r.authority_id = m.authority_id AND r.worker_id = m.chair_id AND r.known_until IS NULL
      AND r.role = 'meeting_chair'
    WHERE l.authority_id = a AND l.family_id = f AND l.listed_at <= trefoil_instant() AND l.ended_at IS NULL);
END $$;

CREATE OR REPLACE FUNCTION trefoil_stands(a bigint, f bytea) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN RETURN EXISTS (
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
            AND sw.known_until IS NULL))));
END $$;

CREATE OR REPLACE FUNCTION trefoil_tied(a bigint, f bytea, protected boolean) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN RETURN EXISTS (
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
          WHERE me.authority_id = a AND me.worker_id = trefoil_reader() AND them.worker_id = sw.worker_id)));
END $$;

CREATE OR REPLACE FUNCTION trefoil_shared(a bigint, f bytea, kind text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN RETURN EXISTS (
    SELECT 1 FROM strand_share h JOIN strand s ON s.authority_id = h.authority_id AND s.strand_id = h.strand_id
    WHERE h.authority_id = a AND h.worker_id = trefoil_reader() AND s.family_id = f AND s.kind = trefoil_shared.kind
      AND h.recalled_at IS NULL AND h.expires_at > trefoil_instant())
  OR EXISTS (
    SELECT 1 FROM glass g JOIN strand s ON s.authority_id = g.authority_id AND s.strand_id = g.strand_id
    WHERE g.authority_id = a AND g.worker_id = trefoil_reader() AND s.family_id = f AND s.kind = trefoil_shared.kind
      AND g.broken_at <= trefoil_instant() AND g.ends_at > trefoil_instant());
END $$;

CREATE OR REPLACE FUNCTION trefoil_let_through(a bigint, record bytea) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN RETURN EXISTS (SELECT 1 FROM note n WHERE n.authority_id = a AND n.note_id = record AND n.opted_in_at IS NOT NULL)
  OR EXISTS (SELECT 1 FROM release_fact r WHERE r.authority_id = a AND record IN (r.release_id, r.note_id)
    AND r.recalled_at IS NULL);
END $$;

-- Whether the reader may open a kind of one family's compartments, asked of the ties.
CREATE FUNCTION trefoil_ties_open(a bigint, f bytea, kind text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN RETURN trefoil_stands(a, f) OR trefoil_tied(a, f, kind <> 'perpetrator') OR trefoil_shared(a, f, kind);
END $$;

-- What the reader may open of one family, as words that trefoil_opens looks for: that it was asked, and each kind that opens.
CREATE FUNCTION trefoil_asked_of(a bigint, f bytea) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT ' ' || encode(f, 'hex') || ':asked ' || COALESCE(string_agg(encode(f, 'hex') || ':' || k.kind || ' ', ''), '')
  FROM (VALUES ('shared'), ('child'), ('victim'), ('perpetrator'), ('enquirer'), ('sealed')) AS k(kind)
  WHERE trefoil_ties_open(a, f, k.kind)
$$;

-- The same of several families, their ids in hexadecimal with commas between.
CREATE FUNCTION trefoil_asked(a bigint, families text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT COALESCE(string_agg(trefoil_asked_of(a, decode(one, 'hex')), ''), '')
  FROM unnest(string_to_array(families, ',')) AS one
$$;

-- The same answer as before, looked up where the transaction has asked about the family (trefoil.asked, as SET LOCAL). It has no
-- query of its own, so it becomes part of the statement that reads. The words stay within the transaction: ties that change
-- meanwhile count from the next.
CREATE OR REPLACE FUNCTION trefoil_opens(a bigint, f bytea, kind text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT CASE COALESCE(current_setting('trefoil.reader', true), '')
    WHEN '*' THEN true
    WHEN '' THEN false
    ELSE CASE WHEN strpos(current_setting('trefoil.asked', true), encode(f, 'hex') || ':asked ') > 0
      THEN strpos(current_setting('trefoil.asked', true), encode(f, 'hex') || ':' || kind || ' ') > 0
      ELSE trefoil_ties_open(a, f, kind) END
    END
$$;

CREATE OR REPLACE FUNCTION trefoil_opens_strand(a bigint, strand bytea) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN RETURN COALESCE(current_setting('trefoil.reader', true), '') = '*'
    OR EXISTS (SELECT 1 FROM strand s WHERE s.authority_id = a AND s.strand_id = strand
      AND trefoil_opens(a, s.family_id, s.kind));
END $$;
