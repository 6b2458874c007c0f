-- The picture that a user has uploaded last; its address, with the version in it, is the user's avatar_url.
CREATE TABLE avatars (
  user_id uuid PRIMARY KEY REFERENCES users,
  version bigint NOT NULL,
  image   bytea NOT NULL                        -- JPEG, 256 x 256
);
