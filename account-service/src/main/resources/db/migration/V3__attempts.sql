-- Counts against guessing, shared by all instances. A bucket is a digest of what it counts.
CREATE TABLE attempts (
  bucket  varchar(64) PRIMARY KEY,
  count   integer NOT NULL,
  last_at timestamptz NOT NULL,                 -- of what was counted; of a window, its beginning
  free_at timestamptz NOT NULL                  -- until then refused
);
CREATE INDEX attempts_last_at ON attempts (last_at);
