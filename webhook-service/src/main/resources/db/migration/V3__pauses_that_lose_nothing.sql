-- When its owner last had deliveries go on: what waited during the pause has its full time from then on.
ALTER TABLE subscription ADD COLUMN resumed_at timestamptz;
