-- Whom a user has as a contact and whom they block; part of the user's profile.
CREATE TABLE relations (
  owner_id uuid NOT NULL REFERENCES users,
  kind     varchar(8) NOT NULL CHECK (kind IN ('contact', 'block')),
  user_id  uuid NOT NULL REFERENCES users,
  since    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (owner_id, kind, user_id)
);

-- What is known of each device from visavis.device.events; 20 a user, beside those that are online.
CREATE TABLE devices (
  user_id       uuid NOT NULL,
  device_id     varchar(100) NOT NULL,
  name          varchar(100),
  platform      varchar(40),
  connection_id varchar(64),                    -- null: offline
  seen_at       timestamptz NOT NULL,           -- when it came or went last
  PRIMARY KEY (user_id, device_id)
);

-- A sign-in from before this instant does not bring the device back; part of the user's profile. Kept
-- for as long as a session can last.
CREATE TABLE revoked_devices (
  user_id    uuid NOT NULL REFERENCES users,
  device_id  varchar(100) NOT NULL,
  revoked_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, device_id)
);

-- The outbox carries the revocation of a device too: a row with a device is a visavis.v1.DeviceEvent.
ALTER TABLE profile_outbox RENAME TO outbox;
ALTER INDEX profile_outbox_user RENAME TO outbox_user;
ALTER TABLE outbox RENAME COLUMN profile TO value;
ALTER TABLE outbox ADD COLUMN device_id varchar(100);
