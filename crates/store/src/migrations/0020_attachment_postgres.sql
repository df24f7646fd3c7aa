-- PostgreSQL alone: the second wall, as for every table.

ALTER TABLE attachment ENABLE ROW LEVEL SECURITY;
ALTER TABLE attachment FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON attachment USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);
