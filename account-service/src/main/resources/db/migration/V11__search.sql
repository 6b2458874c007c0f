-- People are found by the words of their names, folded by the service (package search). The words are
-- compared byte by byte, so that all that begin with the same letters stand together in the index.
CREATE TABLE user_words (
  user_id uuid NOT NULL REFERENCES users,
  word    varchar(80) COLLATE "C" NOT NULL,
  PRIMARY KEY (user_id, word)
);
CREATE INDEX user_words_word ON user_words (word, user_id);

-- The name that user_words has the words of; where it is another one, the service writes them anew.
ALTER TABLE users ADD COLUMN found_as varchar(100);
CREATE INDEX users_not_found ON users (id) WHERE found_as IS DISTINCT FROM name;

-- An account of the system is in no search. Only who knows the operator's password for such accounts
-- can make one.
ALTER TABLE users ADD COLUMN system boolean NOT NULL DEFAULT false;
UPDATE users SET system = true
  WHERE lower(username) IN ('system-probe-caller', 'system-probe-callee');

-- In the order that people expect of a list of names.
DROP INDEX users_alphabetical;
CREATE INDEX users_alphabetical ON users (name COLLATE "und-x-icu", lower(username));
DROP INDEX users_username_prefix;
DROP INDEX users_name_prefix;
DROP INDEX IF EXISTS users_username_part;
DROP INDEX IF EXISTS users_name_part;
