-- PostgreSQL alone: the second wall, as for every table.

ALTER TABLE partner_check ENABLE ROW LEVEL SECURITY;
ALTER TABLE partner_check FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON partner_check USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE follow_up ENABLE ROW LEVEL SECURITY;
ALTER TABLE follow_up FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON follow_up USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);
