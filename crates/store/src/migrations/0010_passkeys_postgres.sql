-- PostgreSQL alone: the second wall, as for every table.

ALTER TABLE passkey ENABLE ROW LEVEL SECURITY;
ALTER TABLE passkey FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON passkey USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);
