-- PostgreSQL alone: the second wall, as for every table.

ALTER TABLE school ENABLE ROW LEVEL SECURITY;
ALTER TABLE school FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON school USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE school_word ENABLE ROW LEVEL SECURITY;
ALTER TABLE school_word FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON school_word USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE school_days ENABLE ROW LEVEL SECURITY;
ALTER TABLE school_days FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON school_days USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE bank_holiday ENABLE ROW LEVEL SECURITY;
ALTER TABLE bank_holiday FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON bank_holiday USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE school_adult ENABLE ROW LEVEL SECURITY;
ALTER TABLE school_adult FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON school_adult USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE school_setting ENABLE ROW LEVEL SECURITY;
ALTER TABLE school_setting FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON school_setting USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE notice FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON notice USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE notice_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE notice_link FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON notice_link USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE notice_visit ENABLE ROW LEVEL SECURITY;
ALTER TABLE notice_visit FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON notice_visit USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);

ALTER TABLE adult_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE adult_link FORCE ROW LEVEL SECURITY;
CREATE POLICY one_authority ON adult_link USING (authority_id = NULLIF(current_setting('trefoil.authority', true), '')::bigint);
