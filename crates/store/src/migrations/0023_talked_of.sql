-- Who of a family is at high risk is found by their sightings; which meetings somebody chairs, by themselves.
CREATE INDEX meeting_chaired ON meeting (authority_id, chair_id, held_at);
