-- PostgreSQL alone: the second wall, as for every table.

ALTER TABLE receipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE receipt FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON receipt USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);
