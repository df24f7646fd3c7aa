-- PostgreSQL alone: the second wall, as for every table.

ALTER TABLE worker_identity ENABLE ROW LEVEL SECURITY;
ALTER TABLE worker_identity FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON worker_identity USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE worker_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE worker_key FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON worker_key USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE interest ENABLE ROW LEVEL SECURITY;
ALTER TABLE interest FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON interest USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE interest_in ENABLE ROW LEVEL SECURITY;
ALTER TABLE interest_in FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON interest_in USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE glass ENABLE ROW LEVEL SECURITY;
ALTER TABLE glass FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON glass USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE review ENABLE ROW LEVEL SECURITY;
ALTER TABLE review FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON review USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);
