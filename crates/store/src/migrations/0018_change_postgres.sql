-- PostgreSQL alone: the second wall, as for every table.

ALTER TABLE house_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE house_change FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON house_change USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);
