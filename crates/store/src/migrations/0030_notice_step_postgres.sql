-- PostgreSQL alone: the second wall, as for every table.

ALTER TABLE notice_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE notice_step FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON notice_step USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

-- A change of the schema is of no one authority, and the rows would not be there for it: for this statement their owner passes over the
-- policies.
ALTER TABLE notice NO FORCE ROW LEVEL SECURITY;
ALTER TABLE outbox NO FORCE ROW LEVEL SECURITY;
INSERT INTO outbox (authority_id, job_id, kind, subject, created_at, due_at, attempts)
  SELECT authority_id, notice_id, 'notice_before', notice_id, moved_at, moved_at, 0 FROM notice;
ALTER TABLE outbox FORCE ROW LEVEL SECURITY;
ALTER TABLE notice FORCE ROW LEVEL SECURITY;
