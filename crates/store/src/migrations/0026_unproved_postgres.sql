-- PostgreSQL alone: what came by the partners' form before, while the tables are open to their owner; and the second wall, as for every table.
ALTER TABLE receipt NO FORCE ROW LEVEL SECURITY;
INSERT INTO unproved (authority_id, contact_id) SELECT DISTINCT authority_id, contact_id FROM receipt;
ALTER TABLE receipt FORCE ROW LEVEL SECURITY;

ALTER TABLE unproved ENABLE ROW LEVEL SECURITY;
ALTER TABLE unproved FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON unproved USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);
