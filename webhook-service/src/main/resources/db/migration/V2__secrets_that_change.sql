-- The secret before this one signs too until then, so that a receiver can change over in between.
ALTER TABLE subscription ADD COLUMN previous_secret bytea, ADD COLUMN previous_until timestamptz;
