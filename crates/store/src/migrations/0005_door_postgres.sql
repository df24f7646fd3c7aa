-- PostgreSQL alone: the second wall, as for every table.

-- What was let through before there was a table for it, while the tables are still open to their owner.
ALTER TABLE note NO FORCE ROW LEVEL SECURITY;
INSERT INTO release_fact (authority_id, release_id, family_id, strand_id, note_id, kind, made_at, made_by, review_at)
  SELECT authority_id, note_id, family_id, NULL, note_id, 'shared', opted_in_at, opted_in_by, opted_in_at + 2419200000000 FROM note WHERE opted_in_at IS NOT NULL;
ALTER TABLE note FORCE ROW LEVEL SECURITY;

ALTER TABLE signal_sent ENABLE ROW LEVEL SECURITY;
ALTER TABLE signal_sent FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON signal_sent USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE signal ENABLE ROW LEVEL SECURITY;
ALTER TABLE signal FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON signal USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE place ENABLE ROW LEVEL SECURITY;
ALTER TABLE place FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON place USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE place_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE place_key FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON place_key USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE safe_contact ENABLE ROW LEVEL SECURITY;
ALTER TABLE safe_contact FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON safe_contact USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE release_fact ENABLE ROW LEVEL SECURITY;
ALTER TABLE release_fact FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON release_fact USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE strand_share ENABLE ROW LEVEL SECURITY;
ALTER TABLE strand_share FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON strand_share USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE aggressor ENABLE ROW LEVEL SECURITY;
ALTER TABLE aggressor FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON aggressor USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);
