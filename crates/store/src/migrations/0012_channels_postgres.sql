-- PostgreSQL alone: the second wall, as for every table.

ALTER TABLE draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE draft FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON draft USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);
