-- PostgreSQL alone: the second wall, as for every table.

ALTER TABLE custody ENABLE ROW LEVEL SECURITY;
ALTER TABLE custody FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON custody USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE reroute ENABLE ROW LEVEL SECURITY;
ALTER TABLE reroute FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON reroute USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);
