-- PostgreSQL alone: the second wall, as for every table.

ALTER TABLE high_risk ENABLE ROW LEVEL SECURITY;
ALTER TABLE high_risk FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON high_risk USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE high_risk_rule ENABLE ROW LEVEL SECURITY;
ALTER TABLE high_risk_rule FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON high_risk_rule USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);
