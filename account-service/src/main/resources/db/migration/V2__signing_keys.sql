-- The newest key whose signs_from has come signs; every key is published until it expires.
CREATE TABLE signing_keys (
  kid         varchar(64) PRIMARY KEY,
  private_key bytea NOT NULL,                   -- PKCS #8
  public_key  bytea NOT NULL,                   -- X.509 SubjectPublicKeyInfo
  created_at  timestamptz NOT NULL,
  signs_from  timestamptz NOT NULL,
  expires_at  timestamptz                       -- set when a successor is made
);
