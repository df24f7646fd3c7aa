-- PostgreSQL alone: the second wall, as for every table.

ALTER TABLE budget ENABLE ROW LEVEL SECURITY;
ALTER TABLE budget FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON budget USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE budget_person ENABLE ROW LEVEL SECURITY;
ALTER TABLE budget_person FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON budget_person USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE worker_provider ENABLE ROW LEVEL SECURITY;
ALTER TABLE worker_provider FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON worker_provider USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE session_provider ENABLE ROW LEVEL SECURITY;
ALTER TABLE session_provider FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON session_provider USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE provider_used ENABLE ROW LEVEL SECURITY;
ALTER TABLE provider_used FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON provider_used USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);
