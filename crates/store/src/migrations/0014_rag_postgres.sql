-- PostgreSQL alone: the second wall, as for every table.

ALTER TABLE contact_rag ENABLE ROW LEVEL SECURITY;
ALTER TABLE contact_rag FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON contact_rag USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE rag_rule ENABLE ROW LEVEL SECURITY;
ALTER TABLE rag_rule FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON rag_rule USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);
