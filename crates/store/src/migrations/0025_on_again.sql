-- Whoever came off the list of high risk can be put on it again: a rule puts somebody on once, and a judgement whenever they are not on by one.
DROP INDEX high_risk_once;
CREATE UNIQUE INDEX high_risk_once ON high_risk (authority_id, root_id, why) WHERE off_at IS NULL;
CREATE INDEX high_risk_root ON high_risk (authority_id, root_id, why);
