-- Calls that a user has missed and not seen; the projection adds them, the user takes them away. A table of its own, since a
-- column of call_participants would be in an index there, and every write of the projection would have to touch all indexes.
-- Calls that were missed before this table came are taken for seen.
create table missed_calls (
  call_id    uuid        not null,
  user_id    uuid        not null,
  created_at timestamptz not null,          -- of the call
  primary key (call_id, user_id)
);

create index missed_calls_of_user on missed_calls (user_id, created_at);

-- Whose devices have to be told how many they are. Written with what changed, in one transaction; gone once it is told.
create table missed_calls_news (
  id      bigint      generated always as identity primary key,
  user_id uuid        not null,
  device  bytea,                            -- DeviceRoute: only this one, which has come; null: all of the user's devices
  at      timestamptz not null,             -- what is too old is not told any more
  due     timestamptz not null              -- not to be told before
);

create index missed_calls_news_due on missed_calls_news (due, id);

-- For the rebuild, which takes over what users have hidden.
create index call_participants_hidden on call_participants (call_id, user_id) where hidden_at is not null;

-- For the retention.
create index calls_created_at on calls (created_at);
