-- Sessions that were signed out of. Kept for as long as a session can last: none of their tokens is renewed.
CREATE TABLE ended_sessions (
  user_id    uuid NOT NULL REFERENCES users,
  session_id varchar(100) NOT NULL,
  ended_at   timestamptz NOT NULL,
  PRIMARY KEY (user_id, session_id)
);
