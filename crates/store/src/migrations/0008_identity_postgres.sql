-- PostgreSQL alone: the second wall, as for every table.

ALTER TABLE budget ENABLE ROW LEVEL SECURITY;
ALTER TABLE budget FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON budget USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE budget_person ENABLE ROW LEVEL SECURITY;
ALTER TABLE budget_person FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON budget_person USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);
