-- PostgreSQL alone: the second wall, as for every table.

ALTER TABLE agency_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE agency_token FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON agency_token USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE agency_receipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE agency_receipt FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON agency_receipt USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);
