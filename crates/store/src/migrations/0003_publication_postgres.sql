-- PostgreSQL alone: the second wall around what was published.

ALTER TABLE publication ENABLE ROW LEVEL SECURITY;
ALTER TABLE publication FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON publication USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);
