-- PostgreSQL alone: the second wall, as for every table.

ALTER TABLE strand ENABLE ROW LEVEL SECURITY;
ALTER TABLE strand FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON strand USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE strand_worker ENABLE ROW LEVEL SECURITY;
ALTER TABLE strand_worker FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON strand_worker USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE worker_cover ENABLE ROW LEVEL SECURITY;
ALTER TABLE worker_cover FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON worker_cover USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE note ENABLE ROW LEVEL SECURITY;
ALTER TABLE note FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON note USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);
