-- PostgreSQL alone: the second wall, as for every table.

ALTER TABLE output ENABLE ROW LEVEL SECURITY;
ALTER TABLE output FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON output USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE barred ENABLE ROW LEVEL SECURITY;
ALTER TABLE barred FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON barred USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);
