-- Accounts. Usernames are ASCII, so lower() is all that "ignoring case" needs.
CREATE TABLE users (
  id            uuid PRIMARY KEY,
  username      varchar(64) NOT NULL,
  name          varchar(100) NOT NULL,
  avatar_url    varchar(2000),
  password_hash text NOT NULL,                  -- PHC string: algorithm, parameters, salt, hash
  version       bigint NOT NULL DEFAULT 1,      -- of the public profile; grows with each change
  created_at    timestamptz NOT NULL DEFAULT now(),
  updated_at    timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX users_username ON users (lower(username));
-- People in alphabetical order.
CREATE INDEX users_alphabetical ON users (lower(name), lower(username));
-- A search by the beginning.
CREATE INDEX users_username_prefix ON users (lower(username) text_pattern_ops);
CREATE INDEX users_name_prefix ON users (lower(name) text_pattern_ops);

-- A search by any part (three characters or more). Where the server has no pg_trgm, or this role may
-- not create extensions, such a search reads the table.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX users_username_part ON users USING gin (lower(username) gin_trgm_ops);
  CREATE INDEX users_name_part ON users USING gin (lower(name) gin_trgm_ops);
EXCEPTION
  WHEN feature_not_supported OR undefined_file OR insufficient_privilege THEN
    RAISE NOTICE 'no pg_trgm: search by part of a name is not indexed';
END $$;

-- Profiles that Kafka does not have yet, written in the transaction of the change. Rows of one user
-- are published in the order of their id: the row of the user is locked while one is written.
CREATE TABLE profile_outbox (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id    uuid NOT NULL,
  profile    bytea NOT NULL,                    -- visavis.v1.UserProfile
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX profile_outbox_user ON profile_outbox (user_id, id);
