-- What is known of each call, and of each user's part in it. Rows are a function of visavis.call.events; `version` and
-- `fact_index` name the last fact that is in a row, and no write ever takes a row back behind it.
create table calls (
  id                 uuid primary key,
  kind               text        not null check (kind in ('direct', 'group')),
  call_type          text        not null check (call_type in ('video', 'audio')),
  state              text        not null
    check (state in ('ringing', 'connected', 'ended', 'missed', 'declined', 'cancelled')),
  initiator_id       uuid        not null,
  answered_by        text,                  -- device of the first callee who joined
  created_at         timestamptz not null,
  connected_at       timestamptz,
  ended_at           timestamptz,
  end_reason         text,
  continues_as       uuid,
  participants_count integer     not null,
  version            integer     not null,
  fact_index         integer     not null
);

create table call_participants (
  call_id    uuid        not null references calls (id),
  user_id    uuid        not null,
  ordinal    integer     not null,          -- 0: the initiator
  name       text        not null,          -- as it was at the time
  avatar_url text,
  state      text        not null
    check (state in ('ringing', 'joined', 'reconnecting', 'left', 'declined', 'missed')),
  device_id  text,
  joined_at  timestamptz,
  left_at    timestamptz,
  created_at timestamptz not null,          -- of the call: a user's history is one range of one index
  visible    boolean     not null,          -- false: the user blocks the caller and knows nothing of the call
  hidden_at  timestamptz,                   -- the user's own wish; the projection never touches it
  version    integer     not null,
  fact_index integer     not null,
  primary key (call_id, user_id)
);

create index call_participants_history on call_participants (user_id, created_at desc, call_id desc)
  where visible and hidden_at is null;

-- Names and pictures as they are today, from visavis.user.profiles. No foreign key leads here: the two topics are not
-- in step, and a call need not wait for a profile.
create table users (
  id         uuid primary key,
  name       text,                          -- null: the account was deleted
  avatar_url text,
  version    bigint not null
);
