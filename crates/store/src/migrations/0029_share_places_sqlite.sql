-- SQLite alone: what was shared before gives every kind of place or none, as it said.
UPDATE strand_share SET places = 'address,phone,email,school,nursery,gp,pharmacy,hospital,work,venue' WHERE located;
ALTER TABLE strand_share DROP COLUMN located;
