-- Of which kinds of places a share gives: their codes, commas between; of none where nothing stands there.
ALTER TABLE strand_share ADD COLUMN places TEXT NOT NULL DEFAULT '';
