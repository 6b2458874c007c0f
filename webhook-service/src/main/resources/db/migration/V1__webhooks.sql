-- Who wants to hear of what, and where.
CREATE TABLE subscription (
  id uuid PRIMARY KEY,
  owner_id uuid NOT NULL,
  url text NOT NULL,
  -- As the receiver needs it to check signatures, so it cannot be kept as a hash.
  secret bytea NOT NULL,
  -- own: calls that the owner has a part in; all: every call.
  scope text NOT NULL CHECK (scope IN ('own', 'all')),
  -- Kinds of facts; none: every kind.
  events text[] NOT NULL,
  active boolean NOT NULL DEFAULT true,
  -- Why it is not active, if not because its owner wants it so.
  suspended text,
  created_at timestamptz NOT NULL
);
CREATE INDEX subscription_of_owner ON subscription (owner_id);
CREATE INDEX subscription_to_all ON subscription (id) WHERE scope = 'all';

-- Who has a part in which call, as far as a subscription has to know.
CREATE TABLE call_user (
  call_id uuid NOT NULL,
  user_id uuid NOT NULL,
  -- Blocks the caller: hears nothing of the call, and only its initiator sees that they were asked.
  hidden boolean NOT NULL,
  initiator boolean NOT NULL,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (call_id, user_id)
);
CREATE INDEX call_user_by_age ON call_user (seen_at);

-- One fact for one subscription: the queue, and the list of what became of it.
CREATE TABLE delivery (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  subscription_id uuid NOT NULL REFERENCES subscription ON DELETE CASCADE,
  call_id uuid NOT NULL,
  version int NOT NULL,
  fact_index int NOT NULL,
  event text NOT NULL,
  body text NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'failed')),
  attempts int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  -- Given up then.
  expires_at timestamptz NOT NULL,
  -- An instance is at it until then, or has died meanwhile.
  leased_until timestamptz,
  last_status int,
  last_error text,
  done_at timestamptz,
  -- A fact that the log repeats is the same one.
  UNIQUE (subscription_id, call_id, version, fact_index)
);
CREATE INDEX delivery_waiting ON delivery (due_at, seq) WHERE state = 'waiting';
CREATE INDEX delivery_in_order ON delivery (subscription_id, call_id, seq) WHERE state = 'waiting';
CREATE INDEX delivery_of_subscription ON delivery (subscription_id, seq DESC);
CREATE INDEX delivery_by_age ON delivery (created_at);
