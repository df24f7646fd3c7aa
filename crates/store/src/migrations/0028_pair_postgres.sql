-- PostgreSQL alone: the second wall, as for every table.

ALTER TABLE pair ENABLE ROW LEVEL SECURITY;
ALTER TABLE pair FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON pair USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE pair_said ENABLE ROW LEVEL SECURITY;
ALTER TABLE pair_said FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON pair_said USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE kept_apart ENABLE ROW LEVEL SECURITY;
ALTER TABLE kept_apart FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON kept_apart USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);
