-- PostgreSQL alone: the second wall, as for every table.

ALTER TABLE check_mail ENABLE ROW LEVEL SECURITY;
ALTER TABLE check_mail FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON check_mail USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);
